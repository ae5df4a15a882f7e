package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.ask;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.destination;
import static org.imxp.relay.Reports.hopping;
import static org.imxp.relay.Reports.option;
import static org.imxp.relay.Reports.report;
import static org.imxp.relay.Reports.to;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class HopLimitTest {
    private static final String ANN = "ann@elsewhere.example";
    private static final String ENDED = "550 sent on by as many relays as noMoreThan allows";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = world.attached("fred@example.com");
    private final FarRelays far = world.farRelays();

    HopLimitTest() {
        far.answer(Outcome.DELIVERED);
    }

    private EdgePeer fredSends(String recipients, String options) {
        return fred.says(data(recipients, options)).hears("<ok />");
    }

    @Test
    @Requirement({"OPT-16", "OPT-17"})
    void eachRelayTakesOneOff() {
        fredSends(to(ANN), hopping(86, "noMoreThan='2' reportErrors='true'")).getsNothing();
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), hopping(86, "noMoreThan='1' reportErrors='true'")));
    }

    @Test
    @Requirement("OPT-17")
    void whatMayGoNoFurtherIsNotSentAndReported() {
        fredSends(to(ANN), hopping(86, "noMoreThan='1' reportErrors='true'"))
                .gets(report("example.com", 86, destination(ANN, 86, ENDED)))
                .getsNothing();
        assertThat(far.count()).isZero();
    }

    @Test
    @Requirement("OPT-17")
    void withoutReportErrorsNothingIsSaid() {
        fredSends(to(ANN), hopping(86, "noMoreThan='1'")).getsNothing();
        assertThat(far.count()).isZero();
    }

    @Test
    @Requirement({"OPT-17", "CORE-43"})
    void whoAsksForTheStatusIsToldIndependently() {
        fredSends(to(ANN), hopping(86, "noMoreThan='1' reportErrors='true'") + ask(87))
                .gets(report("example.com", 87, destination(ANN, 87, ENDED)))
                .gets(report("example.com", 86, destination(ANN, 86, ENDED)))
                .getsNothing();
    }

    @Test
    @Requirement("OPT-16")
    void zeroIsNoBoundAndStays() {
        fredSends(to(ANN), hopping(86, "noMoreThan='0' reportErrors='true'")).getsNothing();
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), hopping(86, "noMoreThan='0' reportErrors='true'")));
    }

    @Test
    @Requirement("OPT-17")
    void deliveryHereDoesNotCount() {
        var barney = world.attached("barney@example.com");
        fredSends(to("barney@example.com"), hopping(86, "noMoreThan='1' reportErrors='true'"))
                .getsNothing();
        barney.gets(data(to("barney@example.com"), hopping(86, "noMoreThan='1' reportErrors='true'")));
    }

    @Test
    @Requirement({"OPT-16", "OPEN-18"})
    void refusesWhatIsNotWellSaid() {
        for (var bad : new String[] {
            hopping(86, "noMoreThan='256'"),
            hopping(86, "noMoreThan='-1'"),
            option("dataHopping", "all", 86, ""),
            hopping(1, "noMoreThan='1'") + hopping(2, "noMoreThan='1'"),
            hopping(86, "noMoreThan='1' reportErrors='true'").replace(" transID='86'", "")
        }) {
            fred.says(data(to(ANN), bad)).hearsError(501);
        }
        assertThat(far.count()).isZero();
        fredSends(to(ANN), hopping(86, "noMoreThan='9'").replace(" transID='86'", ""));
    }

    @Test
    @Requirement("CORE-37")
    void countsForThisRelayAloneIfItIsSaidSo() {
        var option = hopping(86, "noMoreThan='2'").replace("'all'", "'this'");
        fredSends(to(ANN), option);
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), ""));
        fredSends(to(ANN), hopping(86, "noMoreThan='1'").replace("'all'", "'final'"));
        assertThat(far.count()).isEqualTo(1);
    }
}
