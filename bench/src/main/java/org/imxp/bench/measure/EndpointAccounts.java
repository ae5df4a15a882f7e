package org.imxp.bench.measure;

import java.security.SecureRandom;
import java.time.Instant;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.protocol.Address;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.Credentials;
import org.imxp.relay.store.Octets;
import org.jspecify.annotations.Nullable;

/** Accounts of endpoints that are measured. All have the same secret, derived once: that takes longer than to keep an account. */
public final class EndpointAccounts {
    /** Of every account. */
    static final String PASSWORD = "measured";

    private final Credentials credentials;
    private final Instant created;

    /**
     * Derives the secret.
     *
     * @param random for its salt
     * @param created since when the accounts are there
     */
    public EndpointAccounts(SecureRandom random, Instant created) {
        this.created = created;
        var derived = StoredCredentials.derive("endpoint@localhost", "localhost", PASSWORD.toCharArray(), random);
        var scram = derived.scramSha256();
        var digest = derived.digestMd5().byUsername();
        // DIGEST-MD5 has the username in its secret, and is not used here.
        credentials = new Credentials(
                new Credentials.Scram(
                        kept(scram.salt()), scram.iterations(), kept(scram.storedKey()), kept(scram.serverKey())),
                new Credentials.DigestMd5(kept(digest.get("endpoint@localhost")), kept(digest.get("endpoint"))));
    }

    /**
     * An account.
     *
     * @param endpoint whose
     * @return to be added to a store
     */
    public Account of(Address endpoint) {
        return new Account(endpoint.toString(), endpoint.domain().toString(), credentials, created);
    }

    private static Octets kept(org.imxp.beep.sasl.@Nullable Octets octets) {
        if (octets == null) {
            throw new IllegalStateException("a way to write the user name has no secret");
        }
        return Octets.of(octets.toByteArray());
    }
}
