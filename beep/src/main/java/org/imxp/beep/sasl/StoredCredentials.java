package org.imxp.beep.sasl;

import java.security.SecureRandom;

/**
 * What a store keeps of an account: enough to verify a password, not the password.
 *
 * @param identity the account's own name, such as {@code fred@example.com}; what a session is authenticated as
 * @param scramSha256 for SCRAM-SHA-256 and PLAIN
 * @param digestMd5 for DIGEST-MD5; whoever reads it can log in with it (RFC 2831 section 3.9), so guard it like a password
 */
public record StoredCredentials(String identity, ScramKeys scramSha256, DigestSecrets digestMd5) {
    /** Checks the identity and the kind of the keys. */
    public StoredCredentials {
        if (identity.isEmpty()) {
            throw new IllegalArgumentException("identity is empty; it names the account");
        }
        if (scramSha256.storedKey().length() != ScramHash.SHA_256.length()) {
            throw new IllegalArgumentException(
                    "scramSha256 has keys of " + scramSha256.storedKey().length() + " octets; SHA-256 has 32");
        }
    }

    /**
     * Makes the credentials of a new password, with a fresh salt. Takes milliseconds of work on purpose.
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
        var salt = Octets.random(ScramKeys.SALT_LENGTH, random);
        var scram = ScramKeys.derive(ScramHash.SHA_256, password, salt, ScramKeys.DEFAULT_ITERATIONS);
        return new StoredCredentials(identity, scram, DigestSecrets.derive(identity, realm, password));
    }
}
