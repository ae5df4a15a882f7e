package org.imxp.beep.sasl;

import java.util.Arrays;
import java.util.Map;

/**
 * Credentials for accounts that do not exist: the same each time one asks, and like those of a new account, so that a peer cannot
 * tell which accounts there are. No password matches them.
 */
final class Decoys {
    private final Octets key;

    Decoys(Octets key) {
        this.key = key;
    }

    StoredCredentials of(String username, String realm) {
        var salt = Octets.of(Arrays.copyOf(derive("salt", username), ScramKeys.SALT_LENGTH));
        var keys = new ScramKeys(
                salt,
                ScramKeys.DEFAULT_ITERATIONS,
                Octets.of(derive("stored key", username)),
                Octets.of(derive("server key", username)));
        return new StoredCredentials(username, keys, new DigestSecrets(realm, Map.of(username, digest(username))));
    }

    Octets digest(String username) {
        return Octets.of(Arrays.copyOf(derive("digest", username), DigestArithmetic.LENGTH));
    }

    private byte[] derive(String purpose, String username) {
        return ScramArithmetic.hmac(ScramHash.SHA_256, key.shared(), purpose + "\0" + username);
    }
}
