package org.imxp.beep.sasl;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a store keeps of an account: enough to verify a password, not the password.
 *
 * @param identity the account's own name, such as {@code fred@example.com}; what a session is authenticated as
 * @param scramSha256 for SCRAM-SHA-256 and PLAIN
 * @param digestMd5 for DIGEST-MD5; whoever reads it can log in with it (RFC 2831 section 3.9), so guard it like a password
 * @param scramSha1 for SCRAM-SHA-1. To an account without, SCRAM-SHA-1 answers as to a wrong password, and with a salt, so that a
 *     peer cannot tell it from an account that does not exist
 */
public record StoredCredentials(
        String identity, ScramKeys scramSha256, DigestSecrets digestMd5, Optional<ScramKeys> scramSha1) {
    /** Checks the identity and the kind of the keys. */
    public StoredCredentials {
        if (identity.isEmpty()) {
            throw new IllegalArgumentException("identity is empty; it names the account");
        }
        check("scramSha256", scramSha256, ScramHash.SHA_256);
        scramSha1.ifPresent(keys -> check("scramSha1", keys, ScramHash.SHA_1));
    }

    /**
     * An account without keys of SHA-1.
     *
     * @param identity see {@link #identity()}
     * @param scramSha256 see {@link #scramSha256()}
     * @param digestMd5 see {@link #digestMd5()}
     */
    public StoredCredentials(String identity, ScramKeys scramSha256, DigestSecrets digestMd5) {
        this(identity, scramSha256, digestMd5, Optional.empty());
    }

    /**
     * Makes the credentials of a new password, with a fresh salt and without keys of SHA-1. Takes milliseconds of work on purpose.
     *
     * @param identity the account's own name; may be logged in to by it, and when it ends with {@code @realm} also by what is
     *     before
     * @param realm the domain, which is the {@code serverName} of the sessions that the account is for
     * @param password not empty; not kept, the caller wipes it
     * @param random for the salt
     * @return the credentials
     * @throws IllegalArgumentException if the password is empty or has characters that RFC 4013 forbids
     */
    public static StoredCredentials derive(String identity, String realm, char[] password, SecureRandom random) {
        var scram = scram(ScramHash.SHA_256, password, random);
        return new StoredCredentials(identity, scram, DigestSecrets.derive(identity, realm, password));
    }

    /**
     * The same with keys of SHA-1, for peers that know no better. Takes milliseconds of work on purpose.
     *
     * @param password the same as before; not kept, the caller wipes it
     * @param random for their salt, which is another than that of SHA-256
     * @return the credentials
     * @throws IllegalArgumentException if the password is empty or has characters that RFC 4013 forbids
     */
    public StoredCredentials withScramSha1(char[] password, SecureRandom random) {
        var keys = scram(ScramHash.SHA_1, password, random);
        return new StoredCredentials(identity, scramSha256, digestMd5, Optional.of(keys));
    }

    /** The keys of a hash, where there are any. */
    Optional<ScramKeys> scram(ScramHash hash) {
        return switch (hash) {
            case SHA_1 -> scramSha1;
            case SHA_256 -> Optional.of(scramSha256);
        };
    }

    private static ScramKeys scram(ScramHash hash, char[] password, SecureRandom random) {
        var salt = Octets.random(ScramKeys.SALT_LENGTH, random);
        return ScramKeys.derive(hash, password, salt, ScramKeys.DEFAULT_ITERATIONS);
    }

    private static void check(String name, ScramKeys keys, ScramHash hash) {
        if (keys.storedKey().length() != hash.length()) {
            throw new IllegalArgumentException(name + " has keys of "
                    + keys.storedKey().length() + " octets; " + hash.digest() + " has " + hash.length());
        }
    }
}
