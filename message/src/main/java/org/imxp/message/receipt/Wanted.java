package org.imxp.message.receipt;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sender of a message asks to be told (RFC 5438 section 7.1.1.3). */
public enum Wanted {
    /** That it has been delivered. */
    POSITIVE_DELIVERY,
    /** That it could not be delivered. */
    NEGATIVE_DELIVERY,
    /** That an intermediary has done its part. Recipients never tell this. */
    PROCESSING,
    /** That it has been shown. */
    DISPLAY;

    /**
     * The word of the header.
     *
     * @return such as {@code positive-delivery}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its word, which is compared exactly (section 10). */
    static Optional<Wanted> of(String word) {
        return Stream.of(values()).filter(wanted -> wanted.word().equals(word)).findFirst();
    }
}
