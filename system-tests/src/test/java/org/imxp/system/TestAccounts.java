package org.imxp.system;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.protocol.Address;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.Credentials;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Octets;
import org.imxp.relay.store.StoreUrl;

/** Accounts that are there before their relay runs; {@code ./imxp user add} does the same, but takes a second for each. */
final class TestAccounts {
    private TestAccounts() {}

    /** Makes them, with the password {@link Imxp#PASSWORD}. */
    static void add(Path data, List<Address> endpoints) {
        try (var store = JdbcStore.open(new StoreUrl.Sqlite(data.resolve("imxp.db")))) {
            endpoints.forEach(endpoint -> store.accounts().add(account(endpoint)));
        }
    }

    private static Account account(Address endpoint) {
        var domain = endpoint.domain().toString();
        var made =
                StoredCredentials.derive(endpoint.toString(), domain, Imxp.PASSWORD.toCharArray(), new SecureRandom());
        var scram = made.scramSha256();
        var digest = made.digestMd5().byUsername();
        var credentials = new Credentials(
                new Credentials.Scram(
                        octets(scram.salt()), scram.iterations(), octets(scram.storedKey()), octets(scram.serverKey())),
                new Credentials.DigestMd5(
                        octets(digest.getOrDefault(endpoint.toString(), scram.salt())),
                        octets(digest.getOrDefault(endpoint.local(), scram.salt()))));
        return new Account(endpoint.toString(), domain, credentials, Instant.EPOCH);
    }

    private static Octets octets(org.imxp.beep.sasl.Octets octets) {
        return Octets.of(octets.toByteArray());
    }
}
