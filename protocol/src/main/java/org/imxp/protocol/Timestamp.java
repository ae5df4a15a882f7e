package org.imxp.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** TIMESTAMP of the DTDs: an instant in the text form of RFC 3339 (requirement CORE-12). */
final class Timestamp {
    private static final Pattern FORM =
            Pattern.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:)(?<second>[0-9]{2})"
                    + "(?<fraction>\\.[0-9]{1,9})?(?:[Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    /** RFC 3339 section 4.3: the time is known, and where the clock stands is not told (requirement ACC-21). */
    private static final String NOWHERE = "-00:00";

    private static final int MOST_HOURS = 23;
    private static final int MOST_MINUTES = 59;

    private Timestamp() {}

    /** Refuses what has no text form. */
    static Instant check(String name, Instant value) {
        if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " is " + value + ": allowed are the years 0 to 9999");
        }
        return value;
    }

    static Instant parse(String name, String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refusal(name, text);
        }
        // A leap second is what follows the second before it; no clock here has a name for it.
        boolean leap = parts.group("second").equals("60");
        var fraction = parts.group("fraction");
        var local = parts.group("date") + "T" + parts.group("time") + (leap ? "59" : parts.group("second"))
                + (fraction == null ? "" : fraction);
        int hours = number(parts.group("hours"));
        int minutes = number(parts.group("minutes"));
        if (hours > MOST_HOURS || minutes > MOST_MINUTES) {
            throw refusal(name, text);
        }
        long offset = (hours * 60L + minutes) * ("-".equals(parts.group("sign")) ? -60 : 60);
        try {
            return check(
                    name,
                    LocalDateTime.parse(local, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                            .toInstant(ZoneOffset.UTC)
                            .minusSeconds(offset)
                            .plusSeconds(leap ? 1 : 0));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, sentence(name, text), e);
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    static String text(Instant value) {
        var utc = DateTimeFormatter.ISO_INSTANT.format(value);
        return utc.substring(0, utc.length() - 1) + NOWHERE;
    }

    private static ProtocolException refusal(String name, String text) {
        return ProtocolException.invalid(sentence(name, text));
    }

    private static String sentence(String name, String text) {
        return name + " is \"" + Excerpt.of(text)
                + "\": allowed are times such as 2000-05-14T13:02:00-08:00 (RFC 3339)";
    }
}
