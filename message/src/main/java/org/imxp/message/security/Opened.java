package org.imxp.message.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.message.MimeEntity;

/** What was found when an entity was opened. */
public sealed interface Opened {
    /**
     * Signed by a key that is known here, and not changed since.
     *
     * @param content what was signed, octet for octet
     * @param by the key
     * @param at when, if its owner says so
     * @param encrypted whether nobody else could read it on the way
     */
    record Signed(MimeEntity content, SigningKey by, Optional<Instant> at, boolean encrypted) implements Opened {}

    /**
     * Signed by a key that is not known here: it may have been changed since, and by anybody.
     *
     * @param content what is said to be signed
     * @param key what names the key: an identifier or a fingerprint
     * @param encrypted whether nobody else could read it on the way
     */
    record SignedByUnknown(MimeEntity content, String key, boolean encrypted) implements Opened {}

    /**
     * Not signed.
     *
     * @param content the entity itself, or what was encrypted
     * @param encrypted whether nobody else could read it on the way
     */
    record NotSigned(MimeEntity content, boolean encrypted) implements Opened {}

    /**
     * Changed on the way, or never right.
     *
     * @param why one sentence
     */
    record Broken(String why) implements Opened {}

    /**
     * Encrypted for others.
     *
     * @param keys what names the keys that can read it
     */
    record NotForUs(List<String> keys) implements Opened {
        /** Copies the list. */
        public NotForUs {
            keys = List.copyOf(keys);
        }
    }

    /** The same, said to be encrypted. */
    default Opened withinEncryption() {
        return switch (this) {
            case Signed(MimeEntity content, SigningKey by, Optional<Instant> at, boolean _) ->
                new Signed(content, by, at, true);
            case SignedByUnknown(MimeEntity content, String key, boolean _) -> new SignedByUnknown(content, key, true);
            case NotSigned(MimeEntity content, boolean _) -> new NotSigned(content, true);
            case Broken broken -> broken;
            case NotForUs others -> others;
        };
    }
}
