package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What every store does with held data. */
interface HeldDataContract {
    Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    /** Opens the one database of this test, as another process would; closed after the test. */
    Store another();

    static HeldDatum datum(String recipient, String payload, Optional<Instant> expiry) {
        return new HeldDatum(
                "fred@example.com",
                recipient,
                NOON,
                expiry,
                "APEX",
                Octets.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    static HeldDatum datum(String payload) {
        return datum("fred@example.com", payload, Optional.empty());
    }

    private static List<HeldDatum> data(List<HeldData.Stored> stored) {
        return stored.stream().map(HeldData.Stored::datum).toList();
    }

    @Test
    @Requirement("OPT-13")
    default void givesWhatIsHeldInTheOrderOfArrival() {
        var held = another().held();
        var first = datum("1");
        var others = List.of(datum("2"), datum("3"));

        held.change(List.of(first), List.of());
        held.change(others, List.of());

        assertThat(data(held.next("fred@example.com", 0, 2))).containsExactly(first, others.get(0));
        long second = held.next("fred@example.com", 0, 2).get(1).number();
        assertThat(data(another().held().next("fred@example.com", second, 2))).containsExactly(others.get(1));
    }

    @Test
    default void keepsEverythingOfADatum() {
        var held = another().held();
        var payload = new byte[100_000];
        IntStream.range(0, payload.length).forEach(i -> payload[i] = (byte) i);
        var datum = new HeldDatum(
                "fred@example.com",
                "fred/appl=im@example.com",
                NOON.plusNanos(456),
                Optional.of(NOON.plusSeconds(60)),
                "IMXP",
                Octets.of(payload));

        held.change(List.of(datum), List.of());

        assertThat(data(held.next("fred/appl=im@example.com", 0, 1))).containsExactly(datum);
        assertThat(datum.received()).isEqualTo(NOON);
    }

    @Test
    default void givesARecipientNothingOfOthers() {
        var held = another().held();
        held.change(List.of(datum("fred/appl=im@example.com", "1", Optional.empty()), datum("2")), List.of());

        assertThat(data(held.next("fred@example.com", 0, 9))).containsExactly(datum("2"));
        assertThat(held.next("Fred@example.com", 0, 9)).isEmpty();
    }

    @Test
    default void addsAndRemovesTogether() {
        var held = another().held();
        held.change(List.of(datum("1"), datum("2")), List.of());
        long first = held.next("fred@example.com", 0, 1).getFirst().number();

        held.change(List.of(datum("3")), List.of(first, first + 1_000_000));

        assertThat(data(held.next("fred@example.com", 0, 9))).containsExactly(datum("2"), datum("3"));
    }

    @Test
    default void givesNoNumberTwice() {
        var held = another().held();
        held.change(List.of(datum("1")), List.of());
        long first = held.next("fred@example.com", 0, 1).getFirst().number();
        held.change(List.of(), List.of(first));

        held.change(List.of(datum("2")), List.of());

        assertThat(held.next("fred@example.com", first, 1)).hasSize(1);
    }

    @Test
    default void changesAllOrNothing() {
        var held = another().held();
        var notForEveryDatabase = "\0";

        // SQLite keeps what PostgreSQL refuses: a character 0 in text. Then all is there, else nothing.
        try {
            held.change(List.of(datum("1"), datum(notForEveryDatabase, "2", Optional.empty())), List.of());
            assertThat(held.totals("fred@example.com").data()).isEqualTo(1);
        } catch (StoreException e) {
            assertThat(held.totals()).isEmpty();
        }
    }

    @Test
    default void countsWhatIsHeld() {
        var held = another().held();
        assertThat(held.totals()).isEmpty();
        assertThat(held.totals("fred@example.com")).isEqualTo(HeldTotals.NONE);

        held.change(
                List.of(datum("12"), datum("345"), datum("fred/appl=im@example.com", "6", Optional.empty())),
                List.of());

        assertThat(held.totals("fred@example.com")).isEqualTo(new HeldTotals(2, 5));
        assertThat(held.totals())
                .isEqualTo(Map.of(
                        "fred@example.com", new HeldTotals(2, 5),
                        "fred/appl=im@example.com", new HeldTotals(1, 1)));
    }

    @Test
    @Requirement("OPT-14")
    default void findsWhatHasExpired() {
        var held = another().held();
        assertThat(held.firstExpiry()).isEmpty();
        var early = datum("fred@example.com", "1", Optional.of(NOON));
        var late = datum("fred@example.com", "2", Optional.of(NOON.plusMillis(1)));
        held.change(List.of(late, datum("never"), early), List.of());

        assertThat(held.firstExpiry()).contains(NOON);
        assertThat(held.expired("fred@example.com", NOON.minusMillis(1), 9)).isEmpty();
        assertThat(held.recipientsOfExpired(NOON.minusMillis(1), 9)).isEmpty();
        assertThat(data(held.expired("fred@example.com", NOON, 9))).containsExactly(early);
        assertThat(data(held.expired("fred@example.com", NOON.plusSeconds(9), 9)))
                .containsExactly(late, early);
        assertThat(held.recipientsOfExpired(NOON.plusSeconds(9), 9)).containsExactly("fred@example.com");
    }

    @Test
    default void forgetsWhatIsHeldForAnAccountThatIsRemoved() {
        var store = another();
        var held = store.held();
        store.accounts().add(Samples.FRED);
        var wilmas = new HeldDatum(
                "wilma@example.com", "wilma@example.com", NOON, Optional.empty(), "APEX", Octets.of(new byte[1]));
        held.change(List.of(datum("1"), datum("fred/appl=im@example.com", "2", Optional.empty()), wilmas), List.of());

        store.accounts().remove("fred@example.com");

        assertThat(held.totals()).isEqualTo(Map.of("wilma@example.com", new HeldTotals(1, 1)));
    }

    @Test
    default void refusesAPageOfHeldDataOneBeyondTheBounds() {
        var held = another().held();
        assertThat(held.next("fred@example.com", 0, HeldData.MAX_PAGE)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> held.next("fred@example.com", 0, HeldData.MAX_PAGE + 1))
                .withMessage("a page of 1001 data: 1 to 1000 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> held.expired("fred@example.com", NOON, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> held.recipientsOfExpired(NOON, 0));
    }

    @Test
    default void refusesAnAddressOneCharacterTooLong() {
        var longest = "f".repeat(Account.MAX_ENDPOINT);
        var held = another().held();
        held.change(List.of(datum(longest, "1", Optional.empty())), List.of());

        assertThat(held.next(longest, 0, 1)).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> datum(longest + "f", "1", Optional.empty()))
                .withMessage("an address of 1025 characters: at most 1024 are allowed");
    }

    @Test
    default void showsNoContentInItsText() {
        assertThat(datum("only for fred")).asString().contains("13 octets").doesNotContain("only");
    }

    @Test
    default void holdsNothingAfterItIsClosed() {
        var store = another();
        var held = store.held();
        store.close();

        assertThatThrownBy(() -> held.change(List.of(datum("1")), List.of())).isInstanceOf(StoreException.class);
    }
}
