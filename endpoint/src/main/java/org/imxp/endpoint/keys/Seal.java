package org.imxp.endpoint.keys;

/** What is known of who has written a message, and whether it is as they have written it. */
public sealed interface Seal {
    /**
     * Signed by a key of the sender that the person has compared with them.
     *
     * @param fingerprint the key's
     */
    record Verified(String fingerprint) implements Seal {}

    /**
     * Signed by a key that is known to be the sender's, though nobody has compared it.
     *
     * @param fingerprint the key's
     * @param isNew whether this message has made it known
     */
    record Known(String fingerprint, boolean isNew) implements Seal {}

    /**
     * Signed by a key that is not known to be the sender's.
     *
     * @param key what names it
     * @param hasChanged whether another key is known to be the sender's: then somebody may be in between
     */
    record Unknown(String key, boolean hasChanged) implements Seal {}

    /**
     * Not signed: it may be from anybody on the way.
     *
     * @param isUnusual whether a key of the sender is known, so that they could have signed
     */
    record Unsigned(boolean isUnusual) implements Seal {}

    /**
     * Changed on the way, sent again, or not the sender's. There is nothing to be shown of it.
     *
     * @param why one sentence
     */
    record Broken(String why) implements Seal {}

    /** Encrypted for a key that is not here. */
    record NotForUs() implements Seal {}
}
