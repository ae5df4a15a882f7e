package org.imxp.relay.store;

import java.time.Instant;
import java.util.Random;

/** Accounts to test with. */
public final class Samples {
    static final Account FRED = account("fred@example.com", "example.com", 1);
    static final Account WILMA = account("wilma@example.com", "example.com", 2);

    private Samples() {}

    static Account account(String endpoint, String domain, int seed) {
        return new Account(endpoint, domain, credentials(seed), Instant.parse("2026-11-23T10:00:00.123456789Z"));
    }

    /** Those of a password that depends on a number. */
    public static Credentials credentials(int seed) {
        var random = new Random(seed);
        var scram = new Credentials.Scram(octets(random, 16), 10_000, octets(random, 32), octets(random, 32));
        return new Credentials(scram, new Credentials.DigestMd5(octets(random, 16), octets(random, 16)));
    }

    static Octets octets(Random random, int count) {
        var octets = new byte[count];
        random.nextBytes(octets);
        return Octets.of(octets);
    }
}
