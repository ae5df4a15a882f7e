package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.endpoint.HopReport;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class TraceTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address PEBBLES = Address.parse("pebbles@rubble.com");
    private static final Domain HUB = Address.parse("x@hub.example").domain();

    private final Trace trace = new Trace(FRED, PEBBLES, Trial.NOW);

    private static HopReport report(Domain domain, int code, String text, int after) {
        return new HopReport(domain, PEBBLES, new ReplyCode(code), text, Trial.NOW.plusMillis(after));
    }

    @Test
    @Requirement("CORE-43")
    void relaysAreShownInTheOrderOfTheWayHoweverTheyReport() {
        trace.add(report(PEBBLES.domain(), 250, "", 8));
        assertThat(trace.isWhole()).isFalse();
        trace.add(report(HUB, 350, "", 9));
        assertThat(trace.isWhole()).isFalse();
        trace.add(report(FRED.domain(), 350, "", 12));
        assertThat(trace.isWhole()).isTrue();
        assertThat(trace.lines())
                .containsExactly(
                        " 1  example.com  forwarded  12 ms",
                        " 2  hub.example  forwarded  9 ms",
                        " 3  rubble.com   delivered  8 ms");
    }

    @Test
    void theRelayWhereTheWayEndsSaysWhy() {
        trace.add(report(FRED.domain(), 421, "no relay \u009b2J", 3));
        assertThat(trace.isWhole()).isTrue();
        assertThat(trace.lines())
                .containsExactly(
                        " 1  example.com  unreachable: example.com found no way on: no relay <U+009B>2J  3 ms");
    }

    @Test
    void aRelayBetweenDoesNotEndTheWay() {
        trace.add(report(FRED.domain(), 350, "", 3));
        trace.add(report(HUB, 550, "", 4));
        assertThat(trace.isWhole()).isFalse();
    }

    @Test
    void programsGetAnObjectForEachRelay() {
        trace.add(report(FRED.domain(), 350, "", 3));
        trace.add(report(PEBBLES.domain(), 450, "away", 8));
        assertThat(trace.json())
                .containsExactly(
                        "{\"hop\":1,\"domain\":\"example.com\",\"code\":350,\"status\":\"forwarded\",\"milliseconds\":3}",
                        "{\"hop\":2,\"domain\":\"rubble.com\",\"code\":450,\"status\":\"not attached: away\","
                                + "\"milliseconds\":8}");
    }
}
