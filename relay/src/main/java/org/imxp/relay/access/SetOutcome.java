package org.imxp.relay.access;

import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.ReplyCode;

/** What became of a set operation. */
sealed interface SetOutcome {
    /**
     * Nothing was changed.
     *
     * @param words why, for people
     */
    record Refused(ReplyCode code, String words) implements SetOutcome {}

    /**
     * The entry was changed, and that is on disk.
     *
     * @param entry what it is now; without actions if it is gone
     */
    record Done(AccessEntry entry) implements SetOutcome {}
}
