package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.config.AccessDefault;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not say who they are. */
class AnonymousTest {
    private static final String NOBODY = "anonymous/x7@example.com";

    private final MemoryWorld world = new MemoryWorld();

    private EdgePeer nobody() {
        return world.peer().on(Dialect.APEX, "anonymous@example.com");
    }

    @Test
    @Requirement("OPEN-42")
    void attachesAsASubaddressThatHasNoAccount() {
        nobody().says("<attach endpoint='" + NOBODY + "' transID='1' />").hears("<ok />");
        assertThat(world.mesh().attachments().find(Address.parse(NOBODY))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anonymous@example.com", "fred@example.com", "fred/x@example.com", "anonymous/x@rubble.com"})
    @Requirement({"OPEN-42", "CORE-32"})
    void attachesAsNobodyElse(String endpoint) {
        nobody().says("<attach endpoint='" + endpoint + "' transID='1' />").hearsError(537);
    }

    @Test
    @Requirement({"OPEN-42", "OPT-1"})
    void takesNobodysPlace() {
        nobody().says("<attach endpoint='" + NOBODY + "' transID='1' />").hears("<ok />");
        nobody().says("<attach endpoint='" + NOBODY + "' transID='1'>"
                        + "<option internal='attachOverride' mustUnderstand='true' transID='2' /></attach>")
                .hearsError(537);
    }

    @ParameterizedTest
    @CsvSource({
        "anonymous/x7@example.com, false",
        "anonymous/x7@rubble.com,  false",
        "wilma@example.com,        true",
    })
    @Requirement({"OPEN-42", "IMPP-5.1.14"})
    void mayDoNothingWhereAllOfTheDomainMayDoSomething(String actor, boolean granted) {
        var access = new DefaultAccess(List.of(new AccessDefault("*@example.com", List.of("presence:subscribe"))));
        assertThat(access.grants(Address.parse("fred@example.com"), Address.parse(actor), "presence:subscribe"))
                .isEqualTo(granted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*@rubble.com", "*@*.com", "*@*"})
    @Requirement({"OPEN-42", "IMPP-5.1.14"})
    void mayDoNothingWhereAllOfAnotherDomainMayDoSomething(String many) {
        var access = new DefaultAccess(List.of(new AccessDefault(many, List.of("presence:subscribe"))));
        var fred = Address.parse("fred@example.com");
        assertThat(access.grants(fred, Address.parse("anonymous/x7@rubble.com"), "presence:subscribe"))
                .isFalse();
        assertThat(access.grants(fred, Address.parse("betty@rubble.com"), "presence:subscribe"))
                .isTrue();
    }

    @Test
    @Requirement({"OPEN-42", "IMPP-5.1.3"})
    void mayDoWhatIsAllowedToThem() {
        var access = new DefaultAccess(List.of(
                new AccessDefault("*@example.com", List.of("core:data")),
                new AccessDefault("anonymous/*@example.com", List.of("presence:subscribe"))));
        var fred = Address.parse("fred@example.com");
        assertThat(access.grants(fred, Address.parse(NOBODY), "presence:subscribe"))
                .isTrue();
        assertThat(access.grants(fred, Address.parse(NOBODY), "core:data")).isFalse();
    }
}
