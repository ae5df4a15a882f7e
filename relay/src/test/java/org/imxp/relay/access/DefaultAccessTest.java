package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.relay.config.AccessDefault;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultAccessTest {
    private static final AccessDecisions NOTHING_SET = new DefaultAccess(List.of());

    private static AccessDefault entry(String actor, String... actions) {
        return new AccessDefault(actor, List.of(actions));
    }

    private static boolean grants(AccessDecisions access, String owner, String actor, String action) {
        return access.grants(Address.parse(owner), Address.parse(actor), action);
    }

    @Test
    @Requirement({"IMPP-2.1.4", "IMPP-2.3.5"})
    void theEntriesOfADomainThatSaysNothingAreForItsOwnOwnersOnly() {
        var domains = List.of("example.com", "rubble.com");
        var access = new DefaultAccess(domains.stream()
                .map(domain -> new AccessDefault("*@" + domain, List.of("core:data"), Optional.of(domain)))
                .toList());
        assertThat(grants(access, "fred@example.com", "wilma@example.com", "core:data"))
                .isTrue();
        assertThat(grants(access, "pebbles@rubble.com", "bammbamm@rubble.com", "core:data"))
                .isTrue();
        assertThat(grants(access, "fred@example.com", "pebbles@rubble.com", "core:data"))
                .isFalse();
        assertThat(grants(access, "pebbles@rubble.com", "fred@example.com", "core:data"))
                .isFalse();
    }

    @ParameterizedTest
    @Requirement({"ACC-6", "ACC-3"})
    @CsvSource({
        "fred@example.com,          core:data,          true",
        "fred@example.com,          presence:subscribe, true",
        "apex=pubsub@example.com,   presence:subscribe, true",
        "imxp=pubsub@example.com,   core:data,          true",
        "apex=report@rubble.com,    core:data,          true",
        "apex=report@rubble.com,    presence:subscribe, false",
        "wilma@example.com,         core:data,          false",
        "wilma@rubble.com,          core:data,          false",
        "fred/appl=im@example.com,  core:data,          false",
        "Fred@example.com,          core:data,          false",
    })
    void ownersWhoSetNothingHaveTheSpecificationsEntries(String actor, String action, boolean granted) {
        assertThat(grants(NOTHING_SET, "fred@example.com", actor, action)).isEqualTo(granted);
    }

    @ParameterizedTest
    @Requirement({"ACC-7", "ACC-9", "ACC-10", "ACC-4"})
    @CsvSource({
        "wilma@example.com,        all:all,            true",
        "wilma@example.com,        presence:publish,   true",
        "fred@example.com,         presence:publish,   true",
        "apex=x@example.com,       presence:publish,   true",
        "mr.slate@example.com,     core:data,          true",
        "mr.slate@example.com,     presence:subscribe, false",
        "dino@example.com,         core:data,          true",
        "dino@example.com,         presence:subscribe, true",
        "dino@example.com,         presence:watch,     true",
        "dino@example.com,         presence:publish,   false",
        "pebbles@rubble.com,       core:data,          true",
        "pebbles@rubble.com,       presence:subscribe, false",
        "apex=x@rubble.com,        core:data,          true",
        "apex=x@rubble.com,        presence:watch,     false",
    })
    void theWorkedExampleHolds(String actor, String action, boolean granted) {
        var access = new DefaultAccess(List.of(
                entry("wilma@example.com", "all:all"),
                entry("mr.slate@example.com", "core:data"),
                entry("*@example.com", "core:data", "presence:subscribe", "presence:watch"),
                entry("*@*", "core:data")));
        assertThat(grants(access, "fred@example.com", actor, action)).isEqualTo(granted);
    }

    @ParameterizedTest
    @Requirement({"ACC-4", "ACC-7", "OPEN-12"})
    @CsvSource({
        "x@bar.foo.example.com, core:near",
        "x@foo.example.com,     core:near",
        "x@example.com,         core:exact",
        "x@baz.example.com,     core:far",
        "x@notexample.com,      core:any",
        "x@rubble.com,          core:any",
    })
    void theLongerTheDomainOfAnEntryTheBetter(String actor, String granted) {
        var access = new DefaultAccess(List.of(
                entry("*@*", "core:any"),
                entry("*@*.example.com", "core:far"),
                entry("*@*.foo.example.com", "core:near"),
                entry("*@example.com", "core:exact")));
        for (var action : List.of("core:any", "core:far", "core:near", "core:exact")) {
            assertThat(grants(access, "fred@rubble.com", actor, action)).isEqualTo(action.equals(granted));
        }
    }

    @ParameterizedTest
    @Requirement({"ACC-4", "ACC-7", "ACC-8", "WIRE-7"})
    @CsvSource({
        "barney@example.com,      core:user",
        "barney/x@example.com,    core:sub",
        "dino@example.com,        core:user",
        "barney/im@example.com,   core:exact",
        "apex=x/y@example.com,    core:service",
        "apex=z@example.com,      core:services",
    })
    void theMoreOfALocalPartAnEntryHasTheBetter(String actor, String granted) {
        var access = new DefaultAccess(List.of(
                entry("*@example.com", "core:user"),
                entry("barney/*@example.com", "core:sub"),
                entry("barney/im@example.com", "core:exact"),
                entry("imxp=*@example.com", "core:services"),
                entry("apex=x/*@example.com", "core:service")));
        for (var action : List.of("core:user", "core:sub", "core:exact", "core:services", "core:service")) {
            assertThat(grants(access, "fred@rubble.com", actor, action)).isEqualTo(action.equals(granted));
        }
    }

    @Test
    @Requirement("ACC-7")
    void theDomainCountsBeforeTheLocalPart() {
        var access = new DefaultAccess(List.of(entry("barney@*", "all:all"), entry("*@example.com", "all:none")));
        assertThat(grants(access, "fred@example.com", "barney@example.com", "core:data"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "barney@rubble.com", "core:data"))
                .isTrue();
    }

    @Test
    @Requirement("ACC-9")
    void noneBlocksAnActorThatAWiderEntryAllows() {
        var access = new DefaultAccess(
                List.of(entry("*@*", "all:all"), entry("barney@example.com", "all:none", "core:none")));
        assertThat(grants(access, "fred@example.com", "barney@example.com", "core:data"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "barney@example.com", "core:none"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "wilma@example.com", "core:data"))
                .isTrue();
    }

    @Test
    @Requirement("ACC-6")
    void anEntryForTheSameActorTakesThePlaceOfADefault() {
        var access = new DefaultAccess(List.of(
                entry("fred@example.com", "presence:publish"),
                entry("apex=*@example.com", "core:data"),
                entry("apex=*@*", "all:none"),
                entry("*@*", "core:data")));
        assertThat(grants(access, "fred@example.com", "fred@example.com", "core:data"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "apex=x@example.com", "presence:watch"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "apex=x@rubble.com", "core:data"))
                .isFalse();
        assertThat(grants(access, "fred@example.com", "x@rubble.com", "core:data"))
                .isTrue();
        assertThat(grants(access, "wilma@example.com", "wilma@example.com", "presence:publish"))
                .isTrue();
    }

    @Test
    @Requirement("OPEN-9")
    void anybodyMaySendDataToAService() {
        assertThat(grants(NOTHING_SET, "apex=access@example.com", "x@rubble.com", "core:data"))
                .isTrue();
        assertThat(grants(NOTHING_SET, "apex=access@example.com", "x@rubble.com", "access:set"))
                .isFalse();
    }

    @Test
    @Requirement("OPEN-10")
    void aSubaddressHasTheEntriesOfItsEndpoint() {
        assertThat(grants(NOTHING_SET, "fred/appl=im@example.com", "fred@example.com", "core:data"))
                .isTrue();
        assertThat(grants(NOTHING_SET, "fred/appl=im@example.com", "wilma@example.com", "core:data"))
                .isFalse();
    }

    @ParameterizedTest
    @Requirement({"ACC-6", "ACC-7"})
    @CsvSource({
        "fred@example.com,         fred/desk@example.com,  access:set, true",
        "fred/desk@example.com,    fred/phone@example.com, access:set, true",
        "fred@example.com,         fre/d@example.com,      access:set, false",
        "fred@example.com,         freda@example.com,      access:set, false",
        "fred@example.com,         fred/desk@rubble.com,   access:set, false",
        "wilma@example.com,        fred/desk@example.com,  access:set, false",
        "apex=access@example.com,  fred/desk@example.com,  access:set, false",
    })
    void anOwnersProgramsActForItWhereTheDomainHasItSo(String owner, String actor, String action, boolean granted) {
        var access = new DefaultAccess(List.of(entry("*@example.com", "core:data")), true);
        assertThat(grants(access, owner, actor, action)).isEqualTo(granted);
    }

    @Test
    @Requirement("ACC-5")
    void aBackslashTakesAwayTheMeaningOfAnAsterisk() {
        var access = new DefaultAccess(List.of(entry("a\\\\b\\*c@example.com", "core:data")));
        assertThat(grants(access, "fred@example.com", "a\\b*c@example.com", "core:data"))
                .isTrue();
        assertThat(grants(access, "fred@example.com", "a\\bxc@example.com", "core:data"))
                .isFalse();
    }

    @ParameterizedTest
    @Requirement({"ACC-4", "ACC-5"})
    @ValueSource(
            strings = {
                "fred*@example.com",
                "*fred@example.com",
                "fred@ex*ample.com",
                "fred@*example.com",
                "fred@*.",
                "a\\b@example.com",
                "a\\@example.com",
                "**@example.com",
                "*/*@example.com",
                "apex=x*@example.com"
            })
    void refusesOtherWildcards(String actor) {
        var wrong = List.of(entry(actor, "core:data"));
        assertThatThrownBy(() -> new DefaultAccess(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(actor);
    }
}
