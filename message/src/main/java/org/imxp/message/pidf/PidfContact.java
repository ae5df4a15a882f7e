package org.imxp.message.pidf;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where somebody is reached (RFC 3863 section 4.1.5).
 *
 * @param uri such as {@code im:fred@example.com}
 * @param thousandths its priority over others, from 0 to 1000; empty for the lowest
 */
public record PidfContact(String uri, Optional<Integer> thousandths) {
    private static final Pattern PRIORITY = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
    private static final int WHOLE = 1000;

    /** Refuses a priority that is none. */
    public PidfContact {
        if (thousandths.filter(value -> value < 0 || value > WHOLE).isPresent()) {
            throw new IllegalArgumentException("A priority is from 0 to 1000 thousandths.");
        }
    }

    /** As the document has it; what is out of range or none is as if it were not there. */
    static Optional<Integer> priority(String text) {
        if (!PRIORITY.matcher(text).matches()) {
            return Optional.empty();
        }
        String decimals = text.length() > 2 ? text.substring(2) : "";
        int fraction = Integer.parseInt((decimals + "000").substring(0, 3));
        return Optional.of(text.charAt(0) == '1' ? WHOLE : fraction);
    }

    /** The priority with its point. */
    Optional<String> priority() {
        return thousandths.map(value -> value == WHOLE ? "1" : "0." + "%03d".formatted(value));
    }
}
