package org.imxp.message;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes identifiers that no other message has: the time, 128 random bits, and the originator's domain.
 *
 * <p>Pass a {@link java.security.SecureRandom} if nobody is to guess the next one. It is as safe for threads as the generator.
 */
public final class MessageIds {
    private static final int TIME_RADIX = 36;

    private final RandomGenerator random;
    private final InstantSource clock;
    private final String domain;

    /**
     * Identifiers at a domain.
     *
     * @param random where the random bits come from
     * @param clock where the time comes from
     * @param domain the originator's domain
     */
    public MessageIds(RandomGenerator random, InstantSource clock, String domain) {
        this.random = random;
        this.clock = clock;
        this.domain = domain;
        ContentIds.checked("0@" + domain);
    }

    /**
     * The next identifier, for a message or for a MIME part.
     *
     * @return such as {@code m1x2y3z4.0f...c9@example.com}, without angle brackets
     */
    public String next() {
        String time = Long.toString(clock.millis(), TIME_RADIX);
        HexFormat hex = HexFormat.of();
        return time + '.' + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()) + '@' + domain;
    }

    /**
     * What one message in multipart form needs.
     *
     * @return a boundary and three Content-IDs, each new
     */
    public MultipartIds nextMultipart() {
        String root = next();
        String boundary = root.substring(0, root.indexOf('@'));
        return new MultipartIds(boundary, root, next(), Optional.of(next()));
    }

    static String bracketed(String id) {
        return "<" + ContentIds.checked(ContentIds.unbracketed(id)) + ">";
    }

    /** The identifiers within a value; phrases between them, which RFC 822 section 4.6.2 allows, are left out. */
    static List<String> list(String value) {
        List<String> ids = new ArrayList<>();
        int open = value.indexOf('<');
        while (open >= 0) {
            int close = value.indexOf('>', open);
            if (close < 0) {
                break;
            }
            if (close > open + 1) {
                ids.add(value.substring(open + 1, close).strip());
            }
            open = value.indexOf('<', close);
        }
        return List.copyOf(ids);
    }
}
