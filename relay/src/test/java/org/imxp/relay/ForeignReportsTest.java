package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Payload;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class ForeignReportsTest {
    private final FarRelays far = new FarRelays();
    private final ForeignReports reports = new ForeignReports(far, 3);
    private final Addressee ann = reports.addressee(Address.parse("ann@elsewhere.example"));
    private final Addressee ben = reports.addressee(Address.parse("ben@elsewhere.example"));

    private static Payload report() {
        return Payload.of(Data.of(
                "http://example.com/",
                Address.parse("apex=report@example.com"),
                Address.parse("ann@elsewhere.example")));
    }

    @Test
    @Requirement("CORE-51")
    void aDomainAwaitsOnlySoManyReports() {
        assertThat(ann.expectReports(2)).isTrue();
        assertThat(ben.expectReports(1)).isTrue();
        assertThat(ben.expectReports(1)).isFalse();
        assertThat(reports.addressee(Address.parse("cid@faraway.example")).expectReports(3))
                .isTrue();
        ann.forgoReports(1);
        assertThat(ben.expectReports(1)).isTrue();
    }

    @Test
    @Requirement("CORE-51")
    void oneDataMayAlwaysAsk() {
        assertThat(ann.expectReports(100)).isTrue();
        assertThat(ben.expectReports(1)).isFalse();
    }

    @Test
    void aReportMakesRoomWhenTheNextRelayHasAnswered() {
        far.answerByHand();
        assertThat(ann.expectReports(3)).isTrue();
        var outcome = ann.report(report(), 3);
        assertThat(ben.expectReports(1)).isFalse();
        far.next().answer().complete(Outcome.DELIVERED);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(Outcome.DELIVERED);
        assertThat(ben.expectReports(3)).isTrue();
    }
}
