package org.imxp.beep.sasl;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

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
        return new StoredCredentials(
                username,
                scram(ScramHash.SHA_256, username),
                new DigestSecrets(realm, Map.of(username, digest(username))),
                Optional.of(scram(ScramHash.SHA_1, username)));
    }

    Octets digest(String username) {
        return Octets.of(Arrays.copyOf(derive("digest", username), DigestArithmetic.LENGTH));
    }

    /** Each hash has a salt of its own, as real accounts have. */
    ScramKeys scram(ScramHash hash, String username) {
        var purpose = hash == ScramHash.SHA_256 ? "" : hash.digest() + " ";
        return new ScramKeys(
                octets(purpose + "salt", username, ScramKeys.SALT_LENGTH),
                ScramKeys.DEFAULT_ITERATIONS,
                octets(purpose + "stored key", username, hash.length()),
                octets(purpose + "server key", username, hash.length()));
    }

    private Octets octets(String purpose, String username, int length) {
        return Octets.of(Arrays.copyOf(derive(purpose, username), length));
    }

    private byte[] derive(String purpose, String username) {
        return ScramArithmetic.hmac(ScramHash.SHA_256, key.shared(), purpose + "\0" + username);
    }
}
