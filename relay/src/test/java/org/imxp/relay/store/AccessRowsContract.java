package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What every store does with access entries. */
interface AccessRowsContract {
    Instant THEN = Instant.parse("2000-05-14T13:02:00.007Z");

    /** Opens the one database of this test, as another process would; closed after the test. */
    Store another();

    static AccessRow row(String owner, String actor, String actions, Instant lastUpdate) {
        return new AccessRow("fred@example.com", owner, actor, actions, lastUpdate);
    }

    static AccessRow row(String actions, Instant lastUpdate) {
        return row("fred@example.com", "*@*", actions, lastUpdate);
    }

    private static AccessChange.Put adding(AccessRow row) {
        return new AccessChange.Put(row, Optional.empty());
    }

    @Test
    @Requirement("ACC-1")
    default void keepsEntriesForEveryoneWhoOpensTheStore() {
        var access = another().access();
        var first = row("core:data presence:subscribe", THEN);
        var second = row("fred/appl=im@example.com", "a\\*\u00e9@example.com", "all:none", THEN.plusNanos(1));

        assertThat(access.change(List.of(adding(first), adding(second)))).isTrue();

        var found = new ArrayList<AccessRow>();
        another().access().all(found::add);
        assertThat(found).containsExactlyInAnyOrder(first, second);
        assertThat(access.of("fred@example.com")).containsExactly(first);
        assertThat(access.of("Fred@example.com")).isEmpty();
        assertThat(second.lastUpdate()).isEqualTo(THEN);
    }

    @Test
    @Requirement("ACC-22")
    default void changesAnEntryOnlyFromWhatItIsSaidToBe() {
        var access = another().access();
        var first = row("core:data", THEN);
        var second = row("all:none", THEN.plusMillis(1));
        assertThat(access.change(List.of(adding(first)))).isTrue();

        assertThat(access.change(List.of(adding(second)))).isFalse();
        assertThat(access.change(List.of(new AccessChange.Put(second, Optional.of(THEN.minusMillis(1))))))
                .isFalse();
        assertThat(access.of("fred@example.com")).containsExactly(first);
        assertThat(access.change(List.of(new AccessChange.Put(second, Optional.of(THEN)))))
                .isTrue();
        assertThat(access.of("fred@example.com")).containsExactly(second);
        assertThat(access.change(List.of(new AccessChange.Remove("fred@example.com", "*@*", THEN))))
                .isFalse();
        assertThat(access.change(List.of(new AccessChange.Remove("fred@example.com", "*@*", THEN.plusMillis(1)))))
                .isTrue();
        assertThat(access.of("fred@example.com")).isEmpty();
    }

    @Test
    default void changesAllEntriesOrNone() {
        var access = another().access();
        var first = row("core:data", THEN);

        assertThat(access.change(List.of(
                        adding(first), new AccessChange.Remove("fred@example.com", "nobody@example.com", THEN))))
                .isFalse();
        assertThat(access.of("fred@example.com")).isEmpty();
        assertThat(access.change(List.of(
                        adding(first),
                        new AccessChange.Put(row("all:none", THEN.plusMillis(1)), Optional.of(THEN)),
                        new AccessChange.Remove("fred@example.com", "*@*", THEN.plusMillis(1)))))
                .isTrue();
        assertThat(access.of("fred@example.com")).isEmpty();
    }

    @Test
    @Requirement("ACC-22")
    default void letsOneOfManyChangeAnEntry() throws Exception {
        var access = another().access();
        access.change(List.of(adding(row("core:data", THEN))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(1, 20)
                    .<Callable<Boolean>>mapToObj(n -> () -> access.change(
                            List.of(new AccessChange.Put(row("core:data", THEN.plusMillis(n)), Optional.of(THEN)))))
                    .toList();
            int winners = 0;
            for (var done : threads.invokeAll(work)) {
                winners += done.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    default void forgetsTheEntriesOfAnAccountThatIsRemoved() {
        var store = another();
        var access = store.access();
        store.accounts().add(Samples.FRED);
        var wilmas = new AccessRow("wilma@example.com", "wilma@example.com", "*@*", "all:all", THEN);
        access.change(List.of(
                adding(row("core:data", THEN)),
                adding(row("fred/appl=im@example.com", "*@*", "all:none", THEN)),
                adding(wilmas)));

        store.accounts().remove("fred@example.com");

        var left = new ArrayList<AccessRow>();
        access.all(left::add);
        assertThat(left).containsExactly(wilmas);
    }

    @Test
    default void refusesAnEntryOneCharacterTooLong() {
        var longest = row(
                "f".repeat(Account.MAX_ENDPOINT),
                "a".repeat(AccessRow.MAX_ACTOR),
                "x".repeat(AccessRow.MAX_ACTIONS),
                THEN);
        var access = another().access();
        assertThat(access.change(List.of(adding(longest)))).isTrue();
        assertThat(access.of(longest.owner())).containsExactly(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> row(longest.owner() + "f", "*@*", "core:data", THEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row("f@example.com", longest.actor() + "a", "core:data", THEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row("f@example.com", "*@*", longest.actions() + "x", THEN))
                .withMessage("actions of 4097 characters: at most 4096 are allowed");
    }

    @Test
    default void hasNoEntriesAfterItIsClosed() {
        var store = another();
        var access = store.access();
        store.close();

        assertThatThrownBy(() -> access.change(List.of(adding(row("core:data", THEN)))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> access.all(row -> {})).isInstanceOf(StoreException.class);
    }
}
