package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.relay.store.AccessChange;
import org.imxp.relay.store.AccessRow;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class FormerOwnersTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Instant SET = AccessWorld.START;

    private final KeptRows rows = new KeptRows();

    private AccessTable table(String... owners) {
        for (var owner : owners) {
            var row = new AccessRow(owner, "fred@example.com", "pebbles@rubble.com", "core:data", SET);
            rows.change(List.of(new AccessChange.Put(row, Optional.empty())));
        }
        return AccessTable.load(new DefaultAccess(List.of()), rows);
    }

    private void accountIsRemoved() {
        for (var owner : List.of("fred@example.com", "fred/desk@example.com")) {
            rows.change(List.of(new AccessChange.Remove(owner, "pebbles@rubble.com", SET)));
        }
    }

    private static boolean pebblesMayWriteTo(AccessTable table, String owner) {
        return table.grants(Address.parse(owner), Address.parse("pebbles@rubble.com"), "core:data");
    }

    @Test
    @Requirement("ACC-1")
    void whoGetsAnAddressIsNotBoundByWhatItsFormerOwnerAllowed() {
        var table = table("fred@example.com", "fred/desk@example.com");
        accountIsRemoved();
        new FormerOwners(table, rows).known(FRED, Optional.of(SET.plusSeconds(1)));
        assertThat(pebblesMayWriteTo(table, "fred@example.com")).isFalse();
        assertThat(pebblesMayWriteTo(table, "fred/desk@example.com")).isFalse();
        assertThat(table.owners(FRED)).isEmpty();
        assertThat(table.total()).isZero();
    }

    @Test
    void anAccountThatIsGoneAllowsNothing() {
        var table = table("fred@example.com", "fred/desk@example.com");
        accountIsRemoved();
        new FormerOwners(table, rows).known(FRED, Optional.empty());
        assertThat(table.total()).isZero();
    }

    @Test
    void entriesThatTheStoreHasStayWhateverTheClocksSay() {
        var table = table("fred@example.com");
        new FormerOwners(table, rows).known(FRED, Optional.of(SET.plusSeconds(1)));
        assertThat(pebblesMayWriteTo(table, "fred@example.com")).isTrue();
    }

    @Test
    void theStoreIsNotAskedAboutEntriesThatAreYoungerThanTheAccount() {
        var table = table("fred@example.com");
        accountIsRemoved();
        new FormerOwners(table, rows).known(FRED, Optional.of(SET));
        assertThat(pebblesMayWriteTo(table, "fred@example.com")).isTrue();
    }
}
