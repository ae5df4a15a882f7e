package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imxp.testkit.Requirement;

final class OptionValueProperties {
    @Property
    @Requirement("OPT-4")
    void timingsReadBack(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int noLaterThan,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int returnTrip,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int reportAfter,
            @ForAll boolean reportErrors) {
        var timing = new DataTiming(noLaterThan, returnTrip, reportAfter, reportErrors);

        assertThat(DataTiming.read(timing.write())).isEqualTo(timing);
    }

    @Property
    @Requirement("OPT-16")
    void hoppingsReadBack(@ForAll @IntRange(max = 255) int noMoreThan, @ForAll boolean reportErrors) {
        var hopping = new DataHopping(noMoreThan, reportErrors);

        assertThat(DataHopping.read(hopping.write())).isEqualTo(hopping);
    }

    @Property
    void anythingIsReadOrRefusedWithACode(@ForAll String garbage) {
        try {
            DataTiming.read(XmlFragment.of("<dataTiming " + garbage + " />"));
            DataHopping.read(XmlFragment.of(garbage));
        } catch (ProtocolException e) {
            assertThat(e.code())
                    .isIn(ReplyCode.SYNTAX_ERROR, ReplyCode.PARAMETER_SYNTAX_ERROR, ReplyCode.TRANSACTION_FAILED);
        }
    }
}
