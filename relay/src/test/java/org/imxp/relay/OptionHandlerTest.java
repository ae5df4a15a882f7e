package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imxp.relay.Reports.ask;
import static org.imxp.relay.Reports.barney;
import static org.imxp.relay.Reports.to;

import java.util.List;
import java.util.Optional;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class OptionHandlerTest {
    private static final String BARNEY = "barney@example.com";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = world.attached("fred@example.com");
    private final EdgePeer recipient = world.attached(BARNEY);

    private static String option(String hop, String content) {
        return "<option external='" + PleaseOption.URI + "' targetHop='" + hop + "' mustUnderstand='true' transID='5'>"
                + content + "</option>";
    }

    @Test
    @Requirement({"CORE-36", "CORE-38"})
    void anOptionThatCodeStandsForIsUnderstoodAndStays() {
        fred.says(Reports.data(to(BARNEY), option("all", "please"))).hears("<ok />");
        recipient.gets(Reports.data(to(BARNEY), option("all", "please")));
        world.peer()
                .on(Dialect.APEX, "wilma@example.com")
                .says("<attach endpoint='wilma@example.com' transID='1'>" + option("this", "please") + "</attach>")
                .hears("<ok />")
                .says("<attach endpoint='wilma/a@example.com' transID='2'>" + option("this", "!") + "</attach>")
                .hears("<error code='554'>say please</error>");
    }

    @Test
    @Requirement({"CORE-36", "CORE-23"})
    void whatItsCodeRefusesIsRefused() {
        fred.says(Reports.data(to(BARNEY), option("all", "!"))).hears("<error code='554'>say please</error>");
        recipient.getsNothing();
    }

    @Test
    @Requirement({"CORE-36", "CORE-24"})
    void theOptionOfARecipientIsItsOwnAffair() {
        fred.says(Reports.data(
                        "<recipient identity='wilma@example.com'>" + option("final", "!") + "</recipient>" + to(BARNEY),
                        ask(86)))
                .hears("<ok />");
        assertThat(fred.gets().body())
                .contains("'wilma@example.com'><reply code='554' transID='86'>say please</reply>");
        fred.gets(barney(86, "250")).getsNothing();
    }

    @Test
    @Requirement("CORE-38")
    void countsWhereItAppliesOnly() {
        world.farRelays().answer(Outcome.DELIVERED);
        fred.says(Reports.data(to("ann@elsewhere.example"), option("final", "!")))
                .hears("<ok />");
        assertThat(world.farRelays().next().xml()).contains(PleaseOption.URI);
    }

    @Test
    void codeThatBreaksEndsNoSession() {
        fred.says(Reports.data(to(BARNEY), option("all", "NOW"))).hearsError(451);
        fred.says(Reports.data(to(BARNEY), "")).hears("<ok />");
        recipient.gets(Reports.data(to(BARNEY), ""));
    }

    @Test
    void isTakenOnceForEachOptionAndNotForTheRelaysOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptionProcessing(List.of(new PleaseOption(), new PleaseOption())))
                .withMessage("option http://example.com/please has a handler already: allowed is one for each option");
        for (var name : List.of(
                OptionProcessing.STATUS_REQUEST,
                OptionProcessing.HOLD,
                OptionProcessing.ATTACH_OVERRIDE,
                DataTiming.OPTION)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new OptionProcessing(List.of(named(name))));
        }
    }

    private static OptionHandler named(OptionName name) {
        return new OptionHandler() {
            @Override
            public OptionName name() {
                return name;
            }

            @Override
            public Optional<ErrorReply> process(Option option, Element operation) {
                return Optional.empty();
            }
        };
    }
}
