package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.access.AccessWorld.access;
import static org.imxp.relay.access.AccessWorld.reply;
import static org.imxp.relay.access.AccessWorld.set;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;
import org.imxp.relay.store.AccessRow;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step of RFC 3341 section 4, in its order. */
class AccessServiceTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String THEN = "2000-05-14T21:02:00-00:00";
    private static final String LATER = "2000-05-14T21:02:00.001-00:00";

    private final AccessWorld world = new AccessWorld();

    private static String query(String owner, String actor, String actions) {
        return "<query owner='" + owner + "' transID='1' actor='" + actor + "' actions='" + actions + "' />";
    }

    private static String get(String owner, String actor) {
        return "<get transID='2' owner='" + owner + "' actor='" + actor + "' />";
    }

    // ---- query -----------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"ACC-12", "IMPP-2.1.4"})
    void refusesToAnswerForOtherDomains() {
        world.says(FRED, query("pebbles@rubble.com", FRED, "core:data")).hearsRefusal(FRED, 553, 1);
        world.says(FRED, query("nobody@bedrock.example", FRED, "core:data")).hearsRefusal(FRED, 553, 1);
        world.says(FRED, get("pebbles@rubble.com", "*@*")).hearsRefusal(FRED, 553, 2);
        world.says(FRED, set(3, access("pebbles@rubble.com", "*@*", "core:data", "")))
                .hearsRefusal(FRED, 553, 3);
    }

    @Test
    @Requirement({"ACC-12", "OPEN-8"})
    void refusesToAnswerForWhoDoesNotExist() {
        world.says(FRED, query("nobody@example.com", FRED, "core:data")).hearsRefusal(FRED, 550, 1);
        world.says(FRED, get("nobody@example.com", "*@*")).hearsRefusal(FRED, 550, 2);
        world.says(FRED, set(3, access("nobody@example.com", "*@*", "core:data", "")))
                .hearsRefusal(FRED, 550, 3);
        world.says(FRED, query("apex=nothing@example.com", FRED, "core:data")).hearsRefusal(FRED, 550, 1);
    }

    @Test
    @Requirement({"ACC-12", "ACC-14", "ACC-15", "SEED-12", "OPEN-9"})
    void refusesThoseWhomTheOwnerDoesNotGrantTheOperation() {
        world.says(WILMA, query(FRED, FRED, "core:data")).hearsRefusal(WILMA, 537, 1);
        world.says(WILMA, get(FRED, "*@*")).hearsRefusal(WILMA, 537, 2);
        world.says(WILMA, set(3, access(FRED, "*@*", "core:data", ""))).hearsRefusal(WILMA, 537, 3);
        world.says(WILMA, query("apex=access@example.com", FRED, "core:data")).hearsRefusal(WILMA, 537, 1);
        world.fredSets(WILMA, "access:query access:get");
        world.says(WILMA, query(FRED, "barney@example.com", "core:data")).hears(WILMA, "<allow transID='1' />");
        world.says(WILMA, get(FRED, "*@*")).hearsRefusal(WILMA, 551, 2);
        world.says(WILMA, set(3, access(FRED, "*@*", "core:data", ""))).hearsRefusal(WILMA, 537, 3);
    }

    @ParameterizedTest
    @Requirement({"ACC-13", "ACC-3", "ACC-20"})
    @CsvSource({
        "barney@example.com, core:data, allow",
        "barney@example.com, core:data presence:subscribe, deny",
        "barney@example.com, presence:subscribe, deny",
        "barney@example.com, core:none, deny",
        "pebbles@rubble.com, core:data, deny",
        "apex=report@rubble.com, core:data, allow",
        "fred@example.com, access:set presence:publish all:all, allow",
    })
    void allowsIfAllActionsAreGranted(String actor, String actions, String verdict) {
        world.says(FRED, query(FRED, actor, actions))
                .hears(FRED, "<" + verdict + " transID='1' />")
                .hearsNothing();
    }

    @Test
    @Requirement({"ACC-5", "ACC-13"})
    void takesTheActorOfAQueryAsItIs() {
        world.fredSets("a\\\\b\\*c@rubble.com", "core:data");
        world.says(FRED, query(FRED, "a\\b*c@rubble.com", "core:data")).hears(FRED, "<allow transID='1' />");
        world.says(FRED, query(FRED, "a\\bxc@rubble.com", "core:data")).hears(FRED, "<deny transID='1' />");
    }

    // ---- get -------------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"ACC-14", "ACC-11", "ACC-20", "OPEN-14"})
    void getsTheEntryOfExactlyTheActor() {
        world.says(FRED, get(FRED, "*@*")).hearsRefusal(FRED, 551, 2);
        world.fredSets("*@*", "core:data");
        world.says(FRED, get(FRED, "barney@rubble.com")).hearsRefusal(FRED, 551, 2);
        world.says(FRED, get(FRED, "*@rubble.com")).hearsRefusal(FRED, 551, 2);
        world.says(FRED, get(FRED, "*@*")).hears(FRED, set(2, access(FRED, "*@*", "core:data", THEN)));
        world.says(FRED, get("fred/appl=im@example.com", "*@*")).hearsRefusal(FRED, 551, 2);
    }

    // ---- set -------------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"ACC-16", "ACC-20", "ACC-2", "ACC-21"})
    void makesAnEntryAndTellsTheOwnerToo() {
        world.says(FRED, set(3, access(FRED, "*@rubble.com", "core:data presence:watch", "")))
                .hears(FRED, reply(250, 3))
                .hears(FRED, set(3, access(FRED, "*@rubble.com", "core:data presence:watch", THEN)))
                .hearsNothing();
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isTrue();
    }

    @Test
    @Requirement("ACC-16")
    void makesNoEntryFromOneThatIsNotThere() {
        world.says(FRED, set(3, access(FRED, "*@rubble.com", "core:data", THEN)))
                .hearsRefusal(FRED, 555, 3)
                .hearsNothing();
        assertThat(world.table.total()).isZero();
    }

    @Test
    @Requirement("OPEN-13")
    void refusesAnEntryThatSaysNothing() {
        world.says(FRED, set(3, access(FRED, "*@*", "", "")))
                .hearsRefusal(FRED, 501, 3)
                .hearsNothing();
        assertThat(world.table.total()).isZero();
    }

    @ParameterizedTest
    @Requirement({"ACC-17", "ACC-21"})
    @ValueSource(strings = {"", LATER, "2000-05-14T13:02:00Z"})
    void changesNothingThatIsNotAsTheAskerKnowsIt(String lastUpdate) {
        world.fredSets("*@*", "core:data");
        world.says(FRED, set(4, access(FRED, "*@*", "all:all", lastUpdate))).hearsRefusal(FRED, 555, 4);
        world.says(FRED, set(5, access(FRED, "*@*", "", lastUpdate))).hearsRefusal(FRED, 555, 5);
        world.hearsNothing();
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isTrue();
        assertThat(world.grants(FRED, "pebbles@rubble.com", "presence:watch")).isFalse();
    }

    @Test
    @Requirement({"ACC-18", "ACC-20"})
    void removesAnEntry() {
        world.fredSets("*@*", "core:data");
        world.says(FRED, set(4, access(FRED, "*@*", "", "2000-05-14T13:02:00-08:00")))
                .hears(FRED, reply(250, 4))
                .hears(FRED, set(4, access(FRED, "*@*", "", THEN)))
                .hearsNothing();
        world.says(FRED, get(FRED, "*@*")).hearsRefusal(FRED, 551, 2);
        assertThat(world.table.total()).isZero();
        assertThat(world.rows.of(FRED)).isEmpty();
    }

    @Test
    @Requirement({"ACC-19", "ACC-20"})
    void replacesAnEntryWithALaterOneThoughTheClockStandsStill() {
        world.fredSets("*@*", "core:data");
        world.fredSets(WILMA, "all:all");
        world.says(WILMA, set(5, access(FRED, "*@*", "all:none", THEN)))
                .hears(WILMA, reply(250, 5))
                .hears(FRED, set(5, access(FRED, "*@*", "all:none", LATER)))
                .hearsNothing();
        world.says(WILMA, set(6, access(FRED, "*@*", "core:data", THEN))).hearsRefusal(WILMA, 555, 6);
        world.pass(Duration.ofHours(1));
        world.says(WILMA, set(7, access(FRED, "*@*", "core:data", LATER)))
                .hears(WILMA, reply(250, 7))
                .hears(FRED, set(7, access(FRED, "*@*", "core:data", "2000-05-14T22:02:00-00:00")));
        world.pass(Duration.ofHours(-5));
        world.says(WILMA, set(8, access(FRED, "*@*", "core:data", "2000-05-14T22:02:00-00:00")))
                .hears(WILMA, reply(250, 8))
                .hears(FRED, set(8, access(FRED, "*@*", "core:data", "2000-05-14T22:02:00.001-00:00")));
    }

    @Test
    @Requirement({"ACC-23", "ACC-9", "IMPP-2.3.7"})
    void decidesByAChangeAtOnceAndTellsThoseWhoWantToKnow() {
        var changed = new ArrayList<String>();
        world.table.whenChanged(
                owner -> changed.add(owner + " " + world.grants(FRED, "barney@example.com", "core:data")));
        assertThat(world.grants(FRED, "barney@example.com", "core:data")).isTrue();
        world.fredSets("barney@example.com", "all:none");
        assertThat(changed).containsExactly("fred@example.com false");
        world.says(FRED, set(4, access(FRED, "barney@example.com", "", THEN)));
        assertThat(changed).containsExactly("fred@example.com false", "fred@example.com true");
        world.says(FRED, set(4, access(FRED, "barney@example.com", "", THEN)));
        assertThat(changed).hasSize(2);
    }

    @Test
    @Requirement({"ACC-15", "ACC-23"})
    void whoTakesAPermissionFromThemselvesHasItNoMore() {
        world.fredSets(FRED, "core:data");
        world.says(FRED, set(4, access(FRED, FRED, "all:all", THEN))).hearsRefusal(FRED, 537, 4);
    }

    @Test
    @Requirement({"OPEN-10", "ACC-1"})
    void aSubaddressHasEntriesOfItsOwn() {
        var whiteboard = "fred/appl=wb@example.com";
        world.fredSets("*@rubble.com", "core:data");
        assertThat(world.grants(whiteboard, "pebbles@rubble.com", "core:data")).isTrue();
        world.says(FRED, set(3, access(whiteboard, "barney/appl=wb@example.com", "presence:watch", "")))
                .hears(FRED, reply(250, 3));
        assertThat(world.said.remove().recipient()).isEqualTo(whiteboard);
        assertThat(world.grants(whiteboard, "pebbles@rubble.com", "core:data")).isFalse();
        assertThat(world.grants(whiteboard, "barney/appl=wb@example.com", "presence:watch"))
                .isTrue();
        assertThat(world.grants(FRED, "barney/appl=wb@example.com", "presence:watch"))
                .isFalse();
        assertThat(world.grants(whiteboard, FRED, "access:set")).isTrue();
        assertThat(world.grants(whiteboard, whiteboard, "access:set")).isTrue();
        assertThat(world.grants(FRED, whiteboard, "access:set")).isFalse();
    }

    // ---- what is no operation --------------------------------------------------------------------------------------

    @Test
    @Requirement("PRES-30")
    void answersWhatItCannotReadIfItHasATransId() {
        world.says(FRED, "<query transID='4' />").hearsRefusal(FRED, 501, 4);
        world.says(FRED, "<subscribe transID='5' publisher='fred@example.com' />")
                .hearsRefusal(FRED, 501, 5);
        world.says(FRED, get(FRED, "a*b@example.com")).hearsRefusal(FRED, 501, 2);
        world.says(FRED, "<query />").says(FRED, "").says(FRED, "text").hearsNothing();
        var malformed = MimePart.of(
                "2@example.com", "application/beep+xml", "<get transID='6'><x></get>".getBytes(StandardCharsets.UTF_8));
        world.says(Payload.of(
                        Data.of(malformed.contentUri(), Address.parse(FRED), Address.parse("apex=access@example.com")),
                        "1@example.com",
                        List.of(malformed)))
                .hearsRefusal(FRED, 501, 6);
        world.says(Payload.of(
                        Data.of("http://example.com/", Address.parse(FRED), Address.parse("apex=access@example.com"))))
                .hearsNothing();
    }

    @Test
    void answersNoAnswers() {
        world.says(FRED, "<allow transID='4' />")
                .says(FRED, "<deny transID='4' />")
                .says(FRED, reply(250, 4))
                .says(FRED, "<reply code='wrong' transID='4' />")
                .hearsNothing();
    }

    @Test
    void doesNotObeyItsOwnCopies() {
        var service = "apex=access@example.com";
        world.says("apex=presence@example.com", set(3, access(service, "*@*", "core:data", "")))
                .hears("apex=presence@example.com", reply(250, 3));
        var copy = world.said.remove();
        assertThat(copy.recipient()).isEqualTo(service);
        world.says(service, copy.xml()).hearsNothing();
    }

    // ---- bounds and faults -----------------------------------------------------------------------------------------

    @Test
    void keepsAsManyEntriesOfAnOwnerAsAreAllowed() {
        for (int i = 1; i <= 3; i++) {
            world.fredSets("x" + i + "@rubble.com", "core:data");
        }
        world.says(FRED, set(4, access(FRED, "x4@rubble.com", "core:data", ""))).hearsRefusal(FRED, 554, 4);
        world.says(FRED, set(5, access(FRED, "x3@rubble.com", "all:none", THEN)))
                .hears(FRED, reply(250, 5));
    }

    @Test
    void keepsAsManyEntriesInAllAsAreAllowed() {
        for (int i = 1; i <= 3; i++) {
            world.fredSets("x" + i + "@rubble.com", "core:data");
        }
        for (int i = 1; i <= 2; i++) {
            world.says(WILMA, set(i, access(WILMA, "x" + i + "@rubble.com", "core:data", "")))
                    .hears(WILMA, reply(250, i));
            world.said.remove();
        }
        world.says(WILMA, set(3, access(WILMA, "x3@rubble.com", "core:data", "")))
                .hearsRefusal(WILMA, 554, 3);
        world.says(FRED, set(4, access(FRED, "x1@rubble.com", "", THEN))).hears(FRED, reply(250, 4));
        world.said.remove();
        world.says(WILMA, set(5, access(WILMA, "x3@rubble.com", "core:data", "")))
                .hears(WILMA, reply(250, 5));
    }

    @Test
    void letsAsManyOperationsWaitAsAreAllowed() {
        world.directoryAnswers = false;
        world.says(FRED, query(FRED, FRED, "core:data"))
                .says(FRED, get(FRED, "*@*"))
                .hearsNothing();
        world.says(FRED, query(FRED, FRED, "core:data")).hearsRefusal(FRED, 451, 1);
        world.lookups.getFirst().complete(true);
        world.hears(FRED, "<allow transID='1' />");
        world.says(FRED, query(FRED, FRED, "core:data")).hearsNothing();
        world.lookups.get(1).completeExceptionally(new IllegalStateException("no store"));
        world.hearsRefusal(FRED, 451, 2);
    }

    @Test
    @Requirement("ACC-22")
    void changesNothingThatCannotBeStored() {
        world.rows.breaks(true);
        world.says(FRED, set(3, access(FRED, "*@*", "core:data", "")))
                .hearsRefusal(FRED, 451, 3)
                .hearsNothing();
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isFalse();
        world.rows.breaks(false);
        world.fredSets("*@*", "core:data");
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isTrue();
    }

    @Test
    @Requirement("CORE-51")
    void anActorThatIsTooLongKeepsNobodyElseFromTheStore() {
        var commands = new ArrayDeque<Runnable>();
        var later = new AccessWorld(new AccessBounds(3, 5, 9), new KeptRows(), commands::add);
        var tooLong = "f".repeat(AccessRow.MAX_ACTOR - 1) + "@b";
        later.says("fred@example.com", set(1, access("fred@example.com", tooLong, "core:data", "")));
        later.says("wilma@example.com", set(2, access("wilma@example.com", "a@b", "core:data", "")));
        commands.remove().run();
        later.hearsRefusal("fred@example.com", 554, 1).hears("wilma@example.com", reply(250, 2));
    }

    @Test
    void believesTheStoreWhereSomebodyElseChangedIt() {
        world.fredSets("*@*", "core:data");
        var other = new AccessWorld(new AccessBounds(3, 5, 2), world.rows, Runnable::run);
        other.says(FRED, set(3, access(FRED, "*@*", "all:none", THEN))).hears(FRED, reply(250, 3));
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isTrue();

        world.says(FRED, set(4, access(FRED, "*@*", "all:all", THEN))).hearsRefusal(FRED, 555, 4);
        assertThat(world.grants(FRED, "pebbles@rubble.com", "core:data")).isFalse();
        world.says(FRED, set(5, access(FRED, "*@*", "", LATER))).hears(FRED, reply(250, 5));
    }

    @Test
    @Requirement("ACC-1")
    void knowsAfterARestartWhatItKnewBefore() {
        world.fredSets("*@rubble.com", "core:data");
        world.says(FRED, set(3, access("fred/appl=wb@example.com", "*@*", "presence:watch", "")));
        var restarted = new AccessWorld(new AccessBounds(3, 5, 2), world.rows, Runnable::run);
        assertThat(restarted.grants(FRED, "pebbles@rubble.com", "core:data")).isTrue();
        assertThat(restarted.grants("fred/appl=wb@example.com", "pebbles@rubble.com", "presence:watch"))
                .isTrue();
        assertThat(restarted.table.total()).isEqualTo(2);
        restarted
                .says(FRED, get(FRED, "*@rubble.com"))
                .hears(FRED, set(2, access(FRED, "*@rubble.com", "core:data", THEN)));
    }

    @Test
    @Requirement("ACC-22")
    void ofManyWhoChangeOneEntryFromTheSameStateOneSucceeds() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = new AccessWorld(new AccessBounds(3, 5, 100), new KeptRows(), threads);
            int many = 40;
            for (int round = 0; round < 5; round++) {
                var lastUpdate = round == 0
                        ? ""
                        : busy.rows.of(FRED).getFirst().lastUpdate().toString();
                try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 1; i <= many; i++) {
                        int transId = i;
                        sessions.execute(() ->
                                busy.says(FRED, set(transId, access(FRED, "*@*", "x:y" + transId, lastUpdate))));
                    }
                }
                var answers = answers(busy, many + 1);
                assertThat(answers.stream().filter(xml -> xml.startsWith("<reply code='250'")))
                        .hasSize(1);
                assertThat(answers.stream().filter(xml -> xml.startsWith("<reply code='555'")))
                        .hasSize(many - 1);
                assertThat(answers.stream().filter(xml -> xml.startsWith("<set")))
                        .hasSize(1);
            }
        }
    }

    private static List<String> answers(AccessWorld world, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            synchronized (world.said) {
                if (world.said.size() >= count) {
                    var answers = world.said.stream().map(AccessWorld.Said::xml).toList();
                    world.said.clear();
                    return answers;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("fewer than " + count + " answers");
    }
}
