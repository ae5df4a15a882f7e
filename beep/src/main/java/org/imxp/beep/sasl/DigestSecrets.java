package org.imxp.beep.sasl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What DIGEST-MD5 keeps of a password: {@code H(username:realm:password)} for each way to write the username, since the hash
 * takes in the text that the client sends (RFC 2831 section 2.1.2.1).
 *
 * @param realm the domain
 * @param byUsername 1 to {@value #MAX_USERNAMES} usernames, each with the 16 octets of its hash
 */
public record DigestSecrets(String realm, Map<String, Octets> byUsername) {
    /** How many ways to write a username are kept. */
    public static final int MAX_USERNAMES = 8;

    /** Checks the number of usernames and the length of each hash. */
    public DigestSecrets {
        byUsername = Map.copyOf(byUsername);
        if (byUsername.isEmpty() || byUsername.size() > MAX_USERNAMES) {
            throw new IllegalArgumentException(
                    "there are " + byUsername.size() + " usernames; 1 to " + MAX_USERNAMES + " are allowed");
        }
        byUsername.forEach((username, secret) -> {
            if (secret.length() != DigestArithmetic.LENGTH) {
                throw new IllegalArgumentException(
                        "the secret of " + username + " has " + secret.length() + " octets; MD5 has 16");
            }
        });
    }

    /**
     * Hashes a password for an identity, and when it ends with {@code @realm} also for what is before: for
     * {@code fred@example.com} in {@code example.com} also for {@code fred}.
     *
     * @param identity the account's own name
     * @param realm the domain
     * @param password used as it is, without the preparation of RFC 4013 that RFC 2831 does not know; not kept
     * @return the secrets
     */
    public static DigestSecrets derive(String identity, String realm, char[] password) {
        var secrets = new HashMap<String, Octets>();
        secrets.put(identity, DigestArithmetic.secret(identity, realm, password));
        var suffix = "@" + realm;
        if (identity.endsWith(suffix) && identity.length() > suffix.length()) {
            var local = identity.substring(0, identity.length() - suffix.length());
            secrets.put(local, DigestArithmetic.secret(local, realm, password));
        }
        return new DigestSecrets(realm, secrets);
    }

    Optional<Octets> find(String username, String ofRealm) {
        return realm.equals(ofRealm) ? Optional.ofNullable(byUsername.get(username)) : Optional.empty();
    }
}
