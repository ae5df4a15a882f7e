package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.dns.Limits.limits;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;

/** Answers with octets changed, cut off or added: whatever comes, a look-up has one of its outcomes. */
class MangledAnswerProperties {
    private static final Zone ZONE = Zone.of("""
        example.com. SOA ns.example.com. admin.example.com. 1 60 60 60 60
        _apex-edge._tcp.example.com. SRV 0 0 4001 relay.example.com.
        _apex-edge._tcp.example.com. SRV 0 0 4001 alias.example.com.
        alias.example.com. CNAME relay.example.com.
        relay.example.com. A 127.0.0.1
        relay.example.com. AAAA ::1
        """);
    private static final int HEADER_ID = 2;

    @Property(tries = 300)
    void aLookupHasAnOutcome(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        var random = new Random(seed);
        TestDnsServer.Mind mind = (query, tcp) -> mangled(ZONE.answer(query, tcp), random, changes);
        try (var server = TestDnsServer.start(mind)) {
            var dns = Looking.with(server, limits().attempt(50).build());
            assertThat(dns.find("example.com", Mode.EDGE)).isNotNull();
        }
    }

    private static byte[] mangled(byte[] octets, Random random, int changes) {
        synchronized (random) {
            var length = random.nextInt(8) > 0 ? octets.length : HEADER_ID + random.nextInt(octets.length);
            var mangled = Arrays.copyOf(octets, length);
            for (int i = 0; i < changes && length > HEADER_ID; i++) {
                mangled[HEADER_ID + random.nextInt(length - HEADER_ID)] = (byte) random.nextInt();
            }
            return mangled;
        }
    }
}
