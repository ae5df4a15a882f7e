package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.imxp.relay.store.ContactChange.Drop;
import org.imxp.relay.store.ContactChange.Keep;
import org.imxp.relay.store.ContactChange.Put;
import org.imxp.relay.store.ContactChange.Remove;
import org.imxp.relay.store.ContactChange.Update;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.junit.jupiter.api.Test;

/** What every store does with contact lists and requests. */
interface ContactDataContract {
    Instant MONDAY = Instant.parse("2026-11-23T12:00:00.123Z");
    String FREDS = "fred@example.com";

    /** Opens the one database of this test, as another process would; closed after the test. */
    Store another();

    static ContactRow row(String owner, String address) {
        return new ContactRow(owner, address, "N\u00e9 \ud83d\ude00", MONDAY.plusNanos(456));
    }

    static ContactRequestRow ask(String owner, Side side, String other, Status status) {
        return new ContactRequestRow(
                owner,
                side,
                other,
                status,
                "core:data presence:subscribe",
                "core:data",
                "presence:subscribe",
                "a few <words>",
                MONDAY.plusNanos(456),
                MONDAY.plusSeconds(60),
                MONDAY.plusSeconds(30),
                3,
                Integer.MAX_VALUE,
                550);
    }

    @Test
    default void keepsListsInTheOrderOfTheirAddresses() {
        var contacts = another().contacts();
        var barney = row(FREDS, "barney@example.com");
        var wilma = row(FREDS, "Wilma@example.com");
        contacts.change(List.of(new Put(barney), new Put(wilma), new Put(row("barney@example.com", FREDS))));

        var others = another().contacts();
        assertThat(others.contacts(FREDS, MONDAY, "", 9)).containsExactly(wilma, barney);
        assertThat(others.contacts(FREDS, MONDAY, "", 1)).containsExactly(wilma);
        assertThat(others.contacts(FREDS, MONDAY, wilma.address(), 9)).containsExactly(barney);
        assertThat(others.contacts(FREDS, MONDAY)).isEqualTo(2);
        assertThat(others.contacts()).isEqualTo(3);
        assertThat(others.contact(FREDS, MONDAY, "barney@example.com")).contains(barney);
        assertThat(others.contact(FREDS, MONDAY, "Barney@example.com")).isEmpty();
        assertThat(barney.since()).isEqualTo(MONDAY);

        var renamed = new ContactRow(FREDS, "barney@example.com", "", MONDAY.plusSeconds(1));
        contacts.change(List.of(new Put(renamed), new Remove(FREDS, wilma.address()), new Remove(FREDS, "x@y")));
        assertThat(others.contacts(FREDS, MONDAY, "", 9)).containsExactly(renamed);
    }

    @Test
    default void keepsRequestsWithEverythingInThem() {
        var contacts = another().contacts();
        var asked = ask(FREDS, Side.ASKED, "betty@rubble.com", Status.SENDING);
        var got = ask(FREDS, Side.GOT, "betty@rubble.com", Status.PENDING);
        contacts.change(List.of(new Keep(asked), new Keep(got)));

        var others = another().contacts();
        assertThat(others.request(FREDS, MONDAY, Side.ASKED, "betty@rubble.com"))
                .contains(asked);
        assertThat(others.requests(FREDS, MONDAY, Side.GOT, "", 9)).containsExactly(got);
        assertThat(others.requests(FREDS, MONDAY, Side.GOT, "betty@rubble.com", 9))
                .isEmpty();
        assertThat(others.told(Integer.MAX_VALUE)).containsExactlyInAnyOrder(asked, got);
        assertThat(others.told(1)).isEmpty();
        assertThat(others.requests()).isEqualTo(2);
        assertThat(others.requests(FREDS, MONDAY, Status.SENDING)).isEqualTo(1);
        assertThat(others.asked(FREDS, MONDAY)).isEqualTo(1);
        assertThat(others.asked(FREDS, MONDAY.plusMillis(1))).isZero();

        var sent = asked.become(Status.SENT, MONDAY.plusSeconds(60));
        contacts.change(List.of(new Update(sent), new Drop(got), new Update(got)));
        assertThat(others.request(FREDS, MONDAY, Side.ASKED, "betty@rubble.com"))
                .contains(sent);
        assertThat(others.request(FREDS, MONDAY, Side.GOT, "betty@rubble.com")).isEmpty();
        contacts.change(List.of(new Keep(asked)));
        assertThat(others.request(FREDS, MONDAY, Side.ASKED, "betty@rubble.com"))
                .contains(asked);
    }

    @Test
    default void tellsWhatIsDueFirst() {
        var contacts = another().contacts();
        assertThat(contacts.nextDue()).isEmpty();
        var late = ask(FREDS, Side.GOT, "late@rubble.com", Status.IGNORED).dueAt(MONDAY.plusMillis(2));
        var soon = ask(FREDS, Side.GOT, "soon@rubble.com", Status.IGNORED).dueAt(MONDAY.plusMillis(1));
        contacts.change(List.of(new Keep(late), new Keep(soon)));

        assertThat(contacts.nextDue()).contains(MONDAY.plusMillis(1));
        assertThat(contacts.due(MONDAY, 9)).isEmpty();
        assertThat(contacts.due(MONDAY.plusMillis(1), 9)).containsExactly(soon);
        assertThat(contacts.due(MONDAY.plusMillis(2), 9)).containsExactly(soon, late);
        assertThat(contacts.due(MONDAY.plusMillis(2), 1)).containsExactly(soon);
        assertThat(contacts.oldest(FREDS, Status.IGNORED)).isPresent();
        assertThat(contacts.oldest(FREDS, Status.PENDING)).isEmpty();
    }

    @Test
    default void doesNotShowWhatBelongedToAnAccountBefore() {
        var contacts = another().contacts();
        contacts.change(List.of(
                new Put(row(FREDS, "barney@example.com")),
                new Keep(ask(FREDS, Side.GOT, "betty@rubble.com", Status.PENDING)),
                new Keep(ask(FREDS, Side.ASKED, "betty@rubble.com", Status.SENT))));
        var later = MONDAY.plusMillis(1);

        assertThat(contacts.contacts(FREDS, later, "", 9)).isEmpty();
        assertThat(contacts.contacts(FREDS, later)).isZero();
        assertThat(contacts.contact(FREDS, later, "barney@example.com")).isEmpty();
        assertThat(contacts.request(FREDS, later, Side.GOT, "betty@rubble.com")).isEmpty();
        assertThat(contacts.requests(FREDS, later, Side.ASKED, "", 9)).isEmpty();
        assertThat(contacts.requests(FREDS, later, Status.PENDING)).isZero();
    }

    @Test
    default void forgetsWhatAnAccountHadThatIsRemoved() {
        var store = another();
        store.accounts().add(Samples.FRED);
        var contacts = store.contacts();
        var barneys = ask("barney@example.com", Side.ASKED, "betty@rubble.com", Status.SENT);
        contacts.change(List.of(
                new Put(row(FREDS, "barney@example.com")),
                new Put(row("barney@example.com", FREDS)),
                new Keep(ask(FREDS, Side.ASKED, "barney@example.com", Status.SENT)),
                new Keep(ask("barney@example.com", Side.GOT, FREDS, Status.PENDING)),
                new Keep(ask("barney@example.com", Side.ASKED, FREDS, Status.SENT)),
                new Keep(ask(FREDS, Side.GOT, "betty@rubble.com", Status.PENDING)),
                new Keep(barneys)));

        store.accounts().remove(FREDS);

        assertThat(contacts.contacts(FREDS, MONDAY)).isZero();
        assertThat(contacts.contacts()).isEqualTo(1);
        assertThat(contacts.requests()).isEqualTo(1);
        assertThat(contacts.request("barney@example.com", MONDAY, Side.ASKED, "betty@rubble.com"))
                .contains(barneys);
    }

    @Test
    default void changesNothingOfAnAccountThatIsNotTheOneItWas() {
        var store = another();
        var contacts = store.contacts();
        var put = List.of(new Put(row(FREDS, "barney@example.com")));
        var since = Samples.FRED.created();
        assertThat(contacts.changeOf(FREDS, since, put)).isFalse();
        store.accounts().add(Samples.FRED);
        assertThat(contacts.changeOf(FREDS, since.minusMillis(1), put)).isFalse();
        assertThat(contacts.changeOf(FREDS, since.plusMillis(1), put)).isFalse();
        assertThat(contacts.contacts()).isZero();

        assertThat(contacts.changeOf(FREDS, since, put)).isTrue();
        assertThat(contacts.contacts()).isEqualTo(1);
        assertThat(store.accounts().find(FREDS)).contains(Samples.FRED);
    }

    @Test
    default void refusesContactsAndPagesOneTooLong() {
        var contacts = another().contacts();
        var longest = new ContactRow(
                "f".repeat(Account.MAX_ENDPOINT),
                "b".repeat(Account.MAX_ENDPOINT),
                "n".repeat(ContactRow.MAX_NAME),
                MONDAY);
        contacts.change(List.of(new Put(longest)));
        assertThat(contacts.contacts(longest.owner(), MONDAY, "", ContactData.MAX_PAGE))
                .containsExactly(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContactRow("f", "b", longest.name() + "n", MONDAY))
                .withMessage("a name of 401 characters: at most 400 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactRow(longest.owner() + "f", "b", "", MONDAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts.contacts(FREDS, MONDAY, "", ContactData.MAX_PAGE + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> contacts.due(MONDAY, 0));
    }

    @Test
    default void hasNoContactsAfterItIsClosed() {
        var store = another();
        var contacts = store.contacts();
        store.close();

        assertThatThrownBy(() -> contacts.change(List.of(new Put(row(FREDS, "b@c")))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> contacts.contacts()).isInstanceOf(StoreException.class);
    }
}
