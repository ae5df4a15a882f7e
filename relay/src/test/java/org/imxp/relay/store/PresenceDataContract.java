package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.relay.store.PresenceChange.Begin;
import org.imxp.relay.store.PresenceChange.Drop;
import org.imxp.relay.store.PresenceChange.End;
import org.imxp.relay.store.PresenceChange.Put;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What every store does with presence. */
interface PresenceDataContract {
    Instant BEGUN = Instant.parse("2026-11-23T12:00:00.123Z");

    /** Opens the one database of this test, as another process would; closed after the test. */
    Store another();

    static PresenceRow entry(String publisher, String entry) {
        var account = publisher.replaceFirst("/[^@]*", "");
        return new PresenceRow(account, publisher, BEGUN.plusNanos(456), entry, BEGUN.plusNanos(456));
    }

    static OperationRow operation(String subject, String originator, String kind, int transId) {
        return new OperationRow(
                subject,
                subject.replaceFirst("/[^@]*", ""),
                originator,
                originator.replaceFirst("/[^@]*", ""),
                kind,
                transId,
                Integer.MAX_VALUE,
                BEGUN.plusNanos(456));
    }

    static List<OperationRow> operations(PresenceData presence) {
        return presence.operations(Optional.empty(), PresenceData.MAX_PAGE);
    }

    @Test
    @Requirement("PRES-4")
    default void keepsEntriesWithEverythingInThem() {
        var presence = another().presence();
        var fred = entry("fred@example.com", "<presence a='\u00e9\ud83d\ude00'/>" + "x".repeat(100_000));
        var im = entry("fred/appl=im@example.com", "<presence/>");

        presence.change(List.of(new Put(fred), new Put(im)));

        assertThat(another().presence().entries("", 9)).containsExactly(im, fred);
        assertThat(fred.lastUpdate()).isEqualTo(BEGUN);
        assertThat(fred.nextClosing()).isEqualTo(BEGUN.plusMillis(1));
        assertThat(presence.entries("", 1)).containsExactly(im);
        assertThat(presence.entries("fred/appl=im@example.com", 1)).containsExactly(fred);
        assertThat(presence.entries("fred@example.com", 1)).isEmpty();
    }

    @Test
    default void putsOneEntryInPlaceOfTheOther() {
        var presence = another().presence();
        presence.change(List.of(new Put(entry("fred@example.com", "1")), new Put(entry("wilma@example.com", "2"))));
        var changed =
                new PresenceRow("fred@example.com", "fred@example.com", BEGUN.plusMillis(1), "3", PresenceRow.NEVER);

        presence.change(List.of(new Put(changed), new Drop("wilma@example.com"), new Drop("nobody@example.com")));

        assertThat(presence.entries("", 9)).containsExactly(changed);
    }

    @Test
    @Requirement({"PRES-4", "PRES-28"})
    default void keepsOneOperationOfEachKindForAPair() {
        var presence = another().presence();
        var first = operation("fred@example.com", "wilma@example.com", "SUBSCRIBE", 1);
        var second = operation("fred@example.com", "wilma@example.com", "SUBSCRIBE", 2);
        var watch = operation("fred@example.com", "wilma@example.com", "WATCH", 3);
        presence.change(List.of(new Begin(first), new Begin(watch), new Begin(second)));
        assertThat(operations(another().presence())).containsExactly(second, watch);

        presence.change(List.of(new End(first)));
        assertThat(operations(presence)).containsExactly(second, watch);
        presence.change(List.of(new End(second)));
        assertThat(operations(presence)).containsExactly(watch);
    }

    @Test
    default void givesOperationsPageByPage() {
        var presence = another().presence();
        var all = new ArrayList<OperationRow>();
        for (var subject : List.of("a@b", "a@c", "b@b")) {
            for (var originator : List.of("x@y", "z@y")) {
                all.add(operation(subject, originator, "SUBSCRIBE", 1));
                all.add(operation(subject, originator, "WATCH", 2));
            }
        }
        presence.change(all.stream().<PresenceChange>map(Begin::new).toList());

        var found = new ArrayList<OperationRow>();
        var last = Optional.<OperationRow>empty();
        for (var page = presence.operations(last, 5); !page.isEmpty(); page = presence.operations(last, 5)) {
            found.addAll(page);
            last = Optional.of(page.getLast());
        }
        assertThat(found).isEqualTo(all);
    }

    @Test
    default void changesPresenceAllOrNothing() {
        var presence = another().presence();
        var good = new Put(entry("fred@example.com", "1"));
        var notForEveryDatabase = new Put(entry("wilma@example.com", "\0"));

        // SQLite keeps what PostgreSQL refuses: a character 0 in text. Then all is there, else nothing.
        try {
            presence.change(List.of(good, notForEveryDatabase));
            assertThat(presence.entries("", 9)).hasSize(2);
        } catch (StoreException e) {
            assertThat(presence.entries("", 9)).isEmpty();
        }
    }

    @Test
    default void forgetsThePresenceOfAnAccountThatIsRemoved() {
        var store = another();
        var presence = store.presence();
        store.accounts().add(Samples.FRED);
        var kept = entry("wilma@example.com", "3");
        var going = operation("wilma@example.com", "dino@example.com", "SUBSCRIBE", 3);
        presence.change(List.of(
                new Put(entry("fred@example.com", "1")),
                new Put(entry("fred/appl=im@example.com", "2")),
                new Put(kept),
                new Begin(operation("fred/appl=im@example.com", "wilma@example.com", "SUBSCRIBE", 1)),
                new Begin(operation("wilma@example.com", "fred/appl=im@example.com", "WATCH", 2)),
                new Begin(going)));

        store.accounts().remove("fred@example.com");

        assertThat(presence.entries("", 9)).containsExactly(kept);
        assertThat(operations(presence)).containsExactly(going);
    }

    @Test
    default void refusesAPageOfPresenceOneBeyondTheBounds() {
        var presence = another().presence();
        assertThat(presence.entries("", PresenceData.MAX_PAGE)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> presence.entries("", PresenceData.MAX_PAGE + 1))
                .withMessage("a page of 1001: 1 to 1000 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> presence.operations(Optional.empty(), 0));
    }

    @Test
    default void keepsNoPresenceAfterItIsClosed() {
        var store = another();
        var presence = store.presence();
        store.close();
        var change = List.<PresenceChange>of(new Drop("fred@example.com"));

        assertThatThrownBy(() -> presence.change(change)).isInstanceOf(StoreException.class);
    }
}
