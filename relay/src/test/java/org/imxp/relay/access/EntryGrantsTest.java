package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.Account;
import org.junit.jupiter.api.Test;

/** What other services change in what owners allow. */
class EntryGrantsTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address PEBBLES = Address.parse("pebbles@rubble.com");
    private static final Address BARNEY = Address.parse("barney@example.com");
    private static final Actions SEE = Actions.of("presence:subscribe");

    private final AccessWorld world = new AccessWorld();

    private ReplyCode allow(Address actor, Actions actions) {
        return world.table.allow(FRED, actor, actions).toCompletableFuture().join();
    }

    private String heard() {
        return world.said.remove().xml();
    }

    @Test
    void aNewEntryHasWhatTheActorMayDoAlready() {
        var changed = new ArrayList<Address>();
        world.table.whenChanged(changed::add);

        assertThat(allow(BARNEY, SEE)).isEqualTo(ReplyCode.SUCCESS);

        assertThat(world.grants("fred@example.com", "barney@example.com", "core:data"))
                .isTrue();
        assertThat(world.grants("fred@example.com", "barney@example.com", "presence:subscribe"))
                .isTrue();
        assertThat(changed).containsExactly(FRED);
        assertThat(heard())
                .contains("<access owner='fred@example.com' actor='barney@example.com'"
                        + " actions='core:data presence:subscribe' ");
        assertThat(world.rows.of("fred@example.com")).hasSize(1);
    }

    @Test
    void anEntryKeepsWhatItHas() {
        world.fredSets("pebbles@rubble.com", "presence:watch");
        assertThat(allow(PEBBLES, SEE)).isEqualTo(ReplyCode.SUCCESS);
        assertThat(heard()).contains(" actions='presence:watch presence:subscribe' ");
        // What is granted already changes nothing, and nobody is told.
        assertThat(allow(PEBBLES, SEE)).isEqualTo(ReplyCode.SUCCESS);
        world.hearsNothing();
    }

    @Test
    void blockedIsWhomTheOwnerLetsDoNothing() {
        assertThat(world.table.blocks(FRED, PEBBLES)).isFalse();
        assertThat(world.table.block(FRED, PEBBLES).toCompletableFuture().join())
                .isEqualTo(ReplyCode.SUCCESS);
        assertThat(heard()).contains(" actor='pebbles@rubble.com' actions='all:none' ");
        assertThat(heard()).contains(" actor='pebbles/*@rubble.com' actions='all:none' ");
        assertThat(world.table.blocks(FRED, PEBBLES)).isTrue();
        assertThat(world.table.blocks(Address.parse("fred/im@example.com"), PEBBLES))
                .isTrue();
        assertThat(world.table.blocks(FRED, BARNEY)).isFalse();

        world.fredSets("*@*", "all:none");
        assertThat(world.table.blocks(FRED, Address.parse("joe@far.example"))).isTrue();
        // The default for the domain is better, and decides.
        assertThat(world.table.blocks(FRED, BARNEY)).isFalse();

        assertThat(allow(PEBBLES, SEE)).isEqualTo(ReplyCode.SUCCESS);
        assertThat(heard()).contains(" actor='pebbles@rubble.com' actions='presence:subscribe' ");
        assertThat(heard()).contains(" actor='pebbles/*@rubble.com' actions='presence:subscribe' ");
        assertThat(world.table.blocks(FRED, PEBBLES)).isFalse();
    }

    @Test
    void whoeverIsBlockedIsSoWithAllTheirPrograms() {
        assertThat(world.grants("fred@example.com", "barney/im@example.com", "core:data"))
                .isTrue();
        assertThat(world.table.block(FRED, BARNEY).toCompletableFuture().join()).isEqualTo(ReplyCode.SUCCESS);
        assertThat(world.grants("fred@example.com", "barney@example.com", "core:data"))
                .isFalse();
        assertThat(world.grants("fred@example.com", "barney/im@example.com", "core:data"))
                .isFalse();
        assertThat(world.grants("fred@example.com", "wilma/im@example.com", "core:data"))
                .isTrue();

        assertThat(allow(BARNEY, SEE)).isEqualTo(ReplyCode.SUCCESS);
        assertThat(world.grants("fred@example.com", "barney/im@example.com", "presence:subscribe"))
                .isTrue();
    }

    @Test
    void whatElseTheOwnerHasSaidOfSubaddressesStays() {
        world.fredSets("pebbles/*@rubble.com", "presence:watch");
        assertThat(allow(PEBBLES, SEE)).isEqualTo(ReplyCode.SUCCESS);
        assertThat(heard()).contains(" actor='pebbles@rubble.com' ");
        world.hearsNothing();
        // Of a subaddress there are no further ones.
        var im = Address.parse("pebbles/im@rubble.com");
        assertThat(world.table.block(FRED, im).toCompletableFuture().join()).isEqualTo(ReplyCode.SUCCESS);
        assertThat(heard()).contains(" actor='pebbles/im@rubble.com' actions='all:none' ");
        world.hearsNothing();
    }

    @Test
    void theLongestNameCanBeBlocked() {
        var stars = Address.parse("*".repeat(Account.MAX_ENDPOINT - "@b".length()) + "@b");
        assertThat(world.table.block(FRED, stars).toCompletableFuture().join()).isEqualTo(ReplyCode.SUCCESS);
        assertThat(world.table.blocks(FRED, stars)).isTrue();
    }

    @Test
    void saysWhyNothingIsGranted() {
        world.fredSets("a@b", "core:data").fredSets("b@b", "core:data").fredSets("c@b", "core:data");
        assertThat(allow(PEBBLES, SEE)).isEqualTo(ReplyCode.TRANSACTION_FAILED);
        world.rows.breaks(true);
        assertThat(allow(Address.parse("a@b"), SEE)).isEqualTo(ReplyCode.ABORTED);
        world.rows.breaks(false);
        assertThat(AccessGrants.NONE
                        .allow(FRED, PEBBLES, SEE)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(ReplyCode.ABORTED);
        assertThat(AccessGrants.NONE.block(FRED, PEBBLES).toCompletableFuture().join())
                .isEqualTo(ReplyCode.ABORTED);
        assertThat(AccessGrants.NONE.blocks(FRED, PEBBLES)).isFalse();
    }
}
