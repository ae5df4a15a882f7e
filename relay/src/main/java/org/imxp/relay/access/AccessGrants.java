package org.imxp.relay.access;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * Changes what owners allow, for services that an owner has told to do so. It is as if the owner had set the entry: the owner and
 * those who listen to {@link AccessChanges} are told. Used by all threads; never blocks.
 */
public interface AccessGrants {
    /** Where nobody keeps entries. */
    AccessGrants NONE = new AccessGrants() {
        @Override
        public CompletionStage<ReplyCode> allow(Address owner, Address actor, Actions added) {
            return CompletableFuture.completedStage(ReplyCode.ABORTED);
        }

        @Override
        public CompletionStage<ReplyCode> block(Address owner, Address actor) {
            return CompletableFuture.completedStage(ReplyCode.ABORTED);
        }

        @Override
        public Optional<Instant> blockedSince(Address owner, Address actor) {
            return Optional.empty();
        }
    };

    /**
     * Has the owner's entry for exactly an actor grant more. A new entry has also what the actor may do already. If the owner's
     * entry for the actor's subaddresses grants nothing, it grants from then on what is added.
     *
     * @param owner whose
     * @param actor for whom
     * @param added what is granted beside
     * @return 250 when that is on disk and decides; else why not: 537, 554 for one entry too many, or 451, and one of both entries
     *     may have been changed; never fails
     */
    CompletionStage<ReplyCode> allow(Address owner, Address actor, Actions added);

    /**
     * Has the owner's entry for exactly an actor grant nothing, and the one for the actor's subaddresses too.
     *
     * @param owner whose
     * @param actor for whom
     * @return as {@link #allow}
     */
    CompletionStage<ReplyCode> block(Address owner, Address actor);

    /**
     * Whether an owner has said that an actor may do nothing.
     *
     * @param owner whose entries decide
     * @param actor who
     * @return true if the entry that matches best grants nothing and is the owner's own, not a default
     */
    default boolean blocks(Address owner, Address actor) {
        return blockedSince(owner, actor).isPresent();
    }

    /**
     * Since when an owner has said that an actor may do nothing.
     *
     * @param owner whose entries decide
     * @param actor who
     * @return when that entry was last changed; empty if the actor is not blocked
     */
    Optional<Instant> blockedSince(Address owner, Address actor);
}
