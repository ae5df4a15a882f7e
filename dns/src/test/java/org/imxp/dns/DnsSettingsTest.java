package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imxp.dns.Limits.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ResolverConfig;

/** What can be set, and what cannot. */
class DnsSettingsTest {
    private static final String SERVER = "dns.server";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static DnsSettings settings(InetSocketAddress... servers) {
        return new DnsSettings(
                List.of(servers), Dialect.APEX, DnsLimits.defaults(), () -> Instant.EPOCH, new Random(1));
    }

    @Test
    void withoutServersThoseOfTheSystemAreAsked() {
        try (var server = TestDnsServer.start(Zone.of("example.com. A 127.0.0.1"))) {
            System.setProperty(SERVER, "127.0.0.1:" + server.address().getPort());
            var found = new RelayFinder(settings())
                    .find(Domain.parse("example.com"), Mode.MESH)
                    .toCompletableFuture()
                    .join();
            assertThat(Looking.text(found)).containsExactly("example.com 127.0.0.1 912 -");
        } finally {
            System.clearProperty(SERVER);
            ResolverConfig.refresh();
        }
    }

    @Test
    void aServerIsAnAddressAndAPort() {
        assertThatThrownBy(() -> settings(InetSocketAddress.createUnresolved("ns.example.com", 53)))
                .hasMessageContaining("ns.example.com")
                .hasMessageContaining("needed are an IP address and a port");
        assertThatThrownBy(() -> settings(new InetSocketAddress(LOOPBACK, 0)))
                .hasMessageContaining("needed are an IP address and a port");
    }

    @Test
    void boundsHaveRanges() {
        assertThatThrownBy(() -> limits().lookup(0).build()).hasMessageContaining("lookup is PT0S");
        assertThatThrownBy(() -> limits().attempt(0).build()).hasMessageContaining("attempt is PT0S");
        assertThatThrownBy(() -> limits().lookups(0).build()).hasMessage("lookups is 0, allowed is 1 or more");
        assertThatThrownBy(() -> limits().questions(0).build()).hasMessage("questions is 0, allowed is 1 or more");
        assertThatThrownBy(() -> limits().addresses(0).build()).hasMessage("addresses is 0, allowed is 1 or more");
        assertThatThrownBy(() -> limits().entries(-1).build()).hasMessage("entries is -1, allowed is 0 or more");
        assertThat(limits().entries(0).build().leastTtl()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anAddressHasAPort() {
        assertThatThrownBy(() -> new RelayAddress(LOOPBACK, 0, "127.0.0.1", Optional.empty()))
                .hasMessage("port is 0, allowed are 1 to 65535");
        assertThatThrownBy(() -> new RelayAddress(LOOPBACK, 65_536, "127.0.0.1", Optional.empty()))
                .hasMessage("port is 65536, allowed are 1 to 65535");
        assertThat(new RelayAddress(LOOPBACK, 65_535, "127.0.0.1", Optional.empty()).socketAddress())
                .isEqualTo(new InetSocketAddress(LOOPBACK, 65_535));
        assertThatThrownBy(() -> new RelayLookup.Found(List.of())).hasMessageContaining("at least one");
    }
}
