package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.testkit.Requirement;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a truthful DNS leads to. */
class RelayFinderTest {
    private static final String START = "example.com. 60 IN SOA ns.example.com. admin.example.com. 1 60 60 60 60\n";

    private TestDnsServer server = TestDnsServer.start((query, tcp) -> new byte[0]);

    private Looking zone(String text) {
        server.close();
        server = TestDnsServer.start(Zone.of(START + text));
        return Looking.at(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Requirement({"CORE-6", "WIRE-8", "WIRE-9"})
    void eachModeHasItsServiceName() {
        var dns = zone("""
            _apex-edge._tcp.example.com. SRV 0 0 4001 edge.example.com.
            _apex-mesh._tcp.example.com. SRV 0 0 4002 mesh.example.com.
            edge.example.com. A 127.0.0.1
            mesh.example.com. A 127.0.0.2
            """);
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("edge.example.com 127.0.0.1 4001 APEX");
        assertThat(dns.text("example.com", Mode.MESH)).containsExactly("mesh.example.com 127.0.0.2 4002 APEX");
        assertThat(server.asked())
                .containsExactlyInAnyOrder(
                        "udp _apex-edge._tcp.example.com SRV",
                        "udp edge.example.com A",
                        "udp edge.example.com AAAA",
                        "udp _apex-mesh._tcp.example.com SRV",
                        "udp mesh.example.com A",
                        "udp mesh.example.com AAAA");
    }

    @Test
    @Requirement({"WIRE-8", "WIRE-9", "WIRE-15"})
    void theOtherDialectIsAskedForWhereThePreferredOneHasNothing() {
        var dns = zone("""
            _imxp-edge._tcp.example.com. SRV 0 0 4001 relay.example.com.
            _imxp-mesh._tcp.example.com. SRV 0 0 4002 relay.example.com.
            relay.example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("relay.example.com 127.0.0.1 4001 IMXP");
        assertThat(dns.text("example.com", Mode.MESH)).containsExactly("relay.example.com 127.0.0.1 4002 IMXP");
        assertThat(server.asked())
                .containsSubsequence("udp _apex-edge._tcp.example.com SRV", "udp _imxp-edge._tcp.example.com SRV")
                .containsSubsequence("udp _apex-mesh._tcp.example.com SRV", "udp _imxp-mesh._tcp.example.com SRV");
    }

    @Test
    @Requirement("WIRE-15")
    void thePreferredDialectComesFirst() {
        zone("""
            _apex-edge._tcp.example.com. SRV 0 0 4001 relay.example.com.
            _imxp-edge._tcp.example.com. SRV 0 0 4002 relay.example.com.
            relay.example.com. A 127.0.0.1
            """);
        assertThat(Looking.preferring(Dialect.IMXP, server).text("example.com", Mode.EDGE))
                .containsExactly("relay.example.com 127.0.0.1 4002 IMXP");
        assertThat(Looking.preferring(Dialect.APEX, server).text("example.com", Mode.EDGE))
                .containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    @Requirement("CORE-6")
    void targetsAreTriedByPriority() {
        var dns = zone("""
            _apex-mesh._tcp.example.com. SRV 20 65535 4003 c.example.com.
            _apex-mesh._tcp.example.com. SRV 0 0 4001 a.example.com.
            _apex-mesh._tcp.example.com. SRV 10 1 4002 b.example.com.
            a.example.com. A 127.0.0.1
            b.example.com. A 127.0.0.2
            c.example.com. A 127.0.0.3
            """);
        assertThat(dns.text("example.com", Mode.MESH))
                .containsExactly(
                        "a.example.com 127.0.0.1 4001 APEX",
                        "b.example.com 127.0.0.2 4002 APEX",
                        "c.example.com 127.0.0.3 4003 APEX");
    }

    @Test
    void theSameTargetTwiceIsTriedOnce() {
        var dns = zone("""
            _apex-mesh._tcp.example.com. SRV 0 0 4001 relay.example.com.
            _apex-mesh._tcp.example.com. SRV 1 0 4001 relay.example.com.
            relay.example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.MESH)).containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    void aTargetHasAddressesOfBothFamiliesInTurn() {
        var dns = zone("""
            _apex-mesh._tcp.example.com. SRV 0 0 4001 relay.example.com.
            relay.example.com. A 127.0.0.1
            relay.example.com. AAAA 2001:db8::1
            relay.example.com. AAAA 2001:db8::2
            """);
        assertThat(dns.text("example.com", Mode.MESH))
                .containsExactly(
                        "relay.example.com 2001:db8:0:0:0:0:0:1 4001 APEX",
                        "relay.example.com 127.0.0.1 4001 APEX",
                        "relay.example.com 2001:db8:0:0:0:0:0:2 4001 APEX");
    }

    @Test
    @Requirement("CORE-6")
    void aSoleTargetOfARootMeansThatThereIsNoService() {
        var dns = zone("""
            _apex-edge._tcp.example.com. SRV 0 0 0 .
            example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.EDGE))
                .containsExactly("no service: DNS says that there is no such service: the only target of"
                        + " _apex-edge._tcp.example.com SRV is \".\"");
        assertThat(server.asked()).noneMatch(question -> question.endsWith(" A"));
    }

    @Test
    void aRootAmongOtherTargetsIsPassedOver() {
        var dns = zone("""
            _apex-edge._tcp.example.com. SRV 0 0 4000 .
            _apex-edge._tcp.example.com. SRV 1 0 0 relay.example.com.
            _apex-edge._tcp.example.com. SRV 2 0 4001 relay.example.com.
            relay.example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    @Requirement("WIRE-15")
    void aDomainMayServeOneDialectAndDisclaimTheOther() {
        var dns = zone("""
            _apex-edge._tcp.example.com. SRV 0 0 0 .
            _imxp-edge._tcp.example.com. SRV 0 0 4001 relay.example.com.
            relay.example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("relay.example.com 127.0.0.1 4001 IMXP");
    }

    @Test
    @Requirement({"OPEN-26", "WIRE-10"})
    void withoutServiceRecordsTheDomainsOwnAddressesServe() {
        var dns = zone("""
            example.com. A 127.0.0.1
            example.com. AAAA ::1
            """);
        assertThat(dns.text("example.com", Mode.EDGE))
                .containsExactly("example.com 0:0:0:0:0:0:0:1 913 -", "example.com 127.0.0.1 913 -");
        assertThat(dns.text("example.com", Mode.MESH))
                .containsExactly("example.com 0:0:0:0:0:0:0:1 912 -", "example.com 127.0.0.1 912 -");
        assertThat(server.asked().subList(0, 2))
                .containsExactly("udp _apex-edge._tcp.example.com SRV", "udp _imxp-edge._tcp.example.com SRV");
    }

    @Test
    @Requirement({"CORE-6", "OPEN-26", "WIRE-10"})
    void aLiteralIsTheAddressItselfAndDnsIsNotAsked() {
        var dns = zone("");
        assertThat(dns.text("[127.0.0.9]", Mode.EDGE)).containsExactly("127.0.0.9 127.0.0.9 913 -");
        assertThat(dns.text("[127.0.0.9]", Mode.MESH)).containsExactly("127.0.0.9 127.0.0.9 912 -");
        assertThat(dns.text("[IPv6:2001:db8::1]", Mode.MESH))
                .containsExactly("2001:db8:0:0:0:0:0:1 2001:db8:0:0:0:0:0:1 912 -");
        assertThat(dns.finder().find(Domain.parse("[IPv6:::1]"), Mode.EDGE).toCompletableFuture())
                .isDone();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void localhostIsThisMachineAndDnsIsNotAsked() {
        var dns = zone("localhost. A 10.6.6.6\n");
        assertThat(dns.text("localhost", Mode.EDGE))
                .containsExactly("localhost 127.0.0.1 913 -", "localhost 0:0:0:0:0:0:0:1 913 -");
        assertThat(dns.text("a.LOCALHOST", Mode.MESH))
                .containsExactly("a.localhost 127.0.0.1 912 -", "a.localhost 0:0:0:0:0:0:0:1 912 -");
        assertThat(server.asked()).isEmpty();
        assertThat(dns.find("notlocalhost", Mode.EDGE)).isInstanceOf(RelayLookup.NotFound.class);
    }

    @Test
    void aliasesAreFollowed() {
        var dns = zone("""
            _apex-mesh._tcp.example.com. CNAME services.example.com.
            services.example.com. CNAME _apex-mesh._tcp.hosting.example.net.
            _apex-mesh._tcp.hosting.example.net. SRV 0 0 4001 Relay.example.com.
            relay.example.com. CNAME host.example.net.
            host.example.net. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.MESH)).containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var dns = zone("");
        assertThat(dns.text("nowhere.example.com", Mode.EDGE))
                .containsExactly("not found: DNS has no address under _apex-edge._tcp.nowhere.example.com SRV,"
                        + " _imxp-edge._tcp.nowhere.example.com SRV, nowhere.example.com");
    }

    @Test
    void aServiceWhoseTargetsHaveNoAddressIsNotReplacedByTheDomainsOwn() {
        var dns = zone("""
            _apex-edge._tcp.example.com. SRV 0 0 4001 gone.example.com.
            example.com. A 127.0.0.1
            """);
        assertThat(dns.find("example.com", Mode.EDGE)).isInstanceOf(RelayLookup.NotFound.class);
    }

    @Test
    void addressesThatNobodyCanConnectToAreLeftOut() {
        var dns = zone("""
            example.com. A 0.0.0.0
            example.com. A 224.0.0.1
            example.com. AAAA ::
            example.com. A 127.0.0.1
            """);
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("example.com 127.0.0.1 913 -");
    }

    @Test
    void aDomainMayBeTooLongForAServiceName() {
        var label = "a".repeat(59) + ".";
        var domain = label.repeat(4) + "example.com";
        var dns = zone(domain + ". A 127.0.0.1\n");
        assertThat(dns.text(domain, Mode.EDGE)).isEqualTo(List.of(domain + " 127.0.0.1 913 -"));
    }
}
