package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Store;
import org.imxp.relay.store.StoreUrl;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes on after a restart. */
@Timeout(60)
class RestoringTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";

    @TempDir
    private Path folder;

    private final PresenceWorld world = new PresenceWorld();
    private Store store;
    private PresenceService service;

    @BeforeEach
    void open() {
        store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")));
        service = PresenceService.open(Limits.defaults(), world.around(), store.presence(), AccessChanges.NONE, true);
        world.use(service);
    }

    @AfterEach
    void stop() {
        service.close();
        store.close();
        world.time.clear();
    }

    private void restart() {
        stop();
        open();
    }

    /** Waits for as many answers. */
    private void awaitHeard(String endpoint, int count) {
        while (world.count(endpoint) < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Requirement("PRES-4")
    void keepsEntriesAndGoesOnWithOperations() {
        world.says(FRED, PresenceWorld.publish(FRED, 1, "", PresenceWorld.tuple("im:a@b", "2026-01-01T00:01:00Z")));
        awaitHeard(FRED, 1);
        world.getsReply(FRED, 250, 1).subscribes(WILMA, 100, 600);
        awaitHeard(WILMA, 1);
        world.getsTuple(WILMA, 100, "im:a@b").watches(FRED, 2, 600);
        awaitHeard(FRED, 2);
        world.getsReply(FRED, 250, 2);
        assertThat(world.heard(FRED)).startsWith("<notify subscriber='wilma@example.com' transID='2'");
        restart();

        world.time.passSeconds(60);
        world.getsTuple(WILMA, 100, "im:a@b");
        world.subscribes("dino@example.com", 1, 0).getsTuple("dino@example.com", 1, "im:a@b");
        assertThat(world.heard(FRED)).startsWith("<notify subscriber='dino@example.com' transID='2'");
        world.time.passSeconds(540);
        world.gets(WILMA, "<terminate transID='100' />");
        restart();
        assertThat(store.presence().operations(Optional.empty(), 9)).isEmpty();
        assertThat(store.presence().entries("", 9)).hasSize(1);
    }

    /** What closed meanwhile is not told, since nobody was told otherwise; what closes later is, at its time. */
    @Test
    @Requirement("PRES-3")
    void knowsWhatClosesNextAfterSomethingHasClosedMeanwhile() {
        var tuples = PresenceWorld.tuple("im:a@b", "2026-01-01T00:01:00Z")
                + PresenceWorld.tuple("im:c@d", "2026-01-01T00:05:00Z");
        world.says(FRED, PresenceWorld.publish(FRED, 1, "", tuples));
        awaitHeard(FRED, 1);
        world.getsReply(FRED, 250, 1).subscribes(WILMA, 100, 600);
        awaitHeard(WILMA, 1);
        world.getsTuple(WILMA, 100, "im:a@b");
        stop();
        world.time.passSeconds(120);
        open();

        world.time.passSeconds(179);
        world.getsNothing(WILMA);
        world.time.passSeconds(1);
        world.getsTuple(WILMA, 100, "im:a@b").getsNothing(WILMA);
    }

    @Test
    @Requirement("PRES-4")
    void endsWhatExpiredMeanwhileWhenItsOriginatorIsThere() {
        world.subscribes(WILMA, 100, 60);
        awaitHeard(WILMA, 1);
        world.getsInitial(WILMA, 100);
        stop();
        world.time.passSeconds(120);
        open();

        world.outcome(ReplyCode.NOT_TAKEN_NOW);
        world.getsNothing(WILMA);
        world.time.passSeconds(10);
        world.gets(WILMA, "<terminate transID='100' />").getsNothing(WILMA);
        assertThat(store.presence().operations(Optional.empty(), 9)).hasSize(1);
        world.outcome(ReplyCode.SUCCESS);
        world.time.passSeconds(60);
        world.gets(WILMA, "<terminate transID='100' />");
        world.time.pass(Duration.ofHours(1));
        world.getsNothing(WILMA);
        restart();
        assertThat(store.presence().operations(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void givesUpOnAnOriginatorThatDoesNotComeBack() {
        world.subscribes(WILMA, 100, 60);
        awaitHeard(WILMA, 1);
        world.getsInitial(WILMA, 100);
        stop();
        world.time.passSeconds(120);
        open();
        world.outcome(ReplyCode.NOT_TAKEN_NOW);
        world.time.pass(Duration.ofDays(1));
        for (int i = 0; i < Restoring.ATTEMPTS.size(); i++) {
            world.gets(WILMA, "<terminate transID='100' />");
        }
        world.getsNothing(WILMA);
        restart();
        assertThat(store.presence().operations(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void keepsWhatIsOfADomainThatIsNotServedNow() {
        var row = new org.imxp.relay.store.OperationRow(
                "a@elsewhere.example", "a@elsewhere.example", WILMA, WILMA, "SUBSCRIBE", 1, 1, ManualAlarms.START);
        store.presence().change(List.of(new org.imxp.relay.store.PresenceChange.Begin(row)));
        world.time.passSeconds(10);
        restart();
        world.time.passSeconds(1_000);
        world.getsNothing(WILMA);
        assertThat(store.presence().operations(Optional.empty(), 9)).containsExactly(row);
    }

    @Test
    void answersWhenTheStoreIsLost() {
        store.close();
        world.subscribes(WILMA, 100, 60);
        awaitHeard(WILMA, 1);
        world.getsReply(WILMA, 421, 100);
        service.close();
        world.subscribes(WILMA, 101, 60).getsReply(WILMA, 421, 101);
    }
}
