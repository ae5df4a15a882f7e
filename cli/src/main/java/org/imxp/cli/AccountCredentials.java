package org.imxp.cli;

import java.security.SecureRandom;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.protocol.Address;
import org.imxp.relay.store.Credentials;
import org.jspecify.annotations.Nullable;

/** Makes what the store keeps of a password. */
final class AccountCredentials {
    private AccountCredentials() {}

    /**
     * Derives the credentials of a new password. Takes milliseconds of work on purpose.
     *
     * @throws CommandFailure if the password has characters that no password may have
     */
    static Credentials derive(Address endpoint, char[] password, SecureRandom random) {
        try {
            var realm = endpoint.domain().toString();
            var derived = StoredCredentials.derive(endpoint.toString(), realm, password, random);
            var scram = derived.scramSha256();
            var digest = derived.digestMd5().byUsername();
            return new Credentials(
                    new Credentials.Scram(
                            kept(scram.salt()), scram.iterations(), kept(scram.storedKey()), kept(scram.serverKey())),
                    new Credentials.DigestMd5(
                            secret(digest.get(endpoint.toString())), secret(digest.get(endpoint.local()))));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.refused("No account can be made: " + Failures.message(e) + ".", e);
        }
    }

    private static org.imxp.relay.store.Octets secret(@Nullable Octets octets) {
        if (octets == null) {
            throw new IllegalStateException("a way to write the user name has no secret");
        }
        return kept(octets);
    }

    private static org.imxp.relay.store.Octets kept(Octets octets) {
        return org.imxp.relay.store.Octets.of(octets.toByteArray());
    }
}
