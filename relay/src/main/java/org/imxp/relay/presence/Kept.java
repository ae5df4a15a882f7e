package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceWriter;
import org.imxp.relay.presence.Deadlines.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was published. There are very many, and most are only passed on or not looked at at all: so each stays as it is
 * written, and is read when somebody needs to know what it says.
 */
final class Kept {
    private final Address publisher;
    /** In milliseconds since 1970: the service's own times have no more. */
    private final long lastUpdate;

    private final String text;
    private final @Nullable Deadline closing;

    /**
     * An entry.
     *
     * @param text as {@link PresenceWriter#writeEntry} writes it in the spelling of APEX
     * @param closing when its next tuple closes, there is something to tell
     */
    Kept(Address publisher, Instant lastUpdate, String text, Optional<Deadline> closing) {
        this.publisher = publisher;
        this.lastUpdate = lastUpdate.toEpochMilli();
        this.text = text;
        this.closing = closing.orElse(null);
    }

    Address publisher() {
        return publisher;
    }

    Instant lastUpdate() {
        return Instant.ofEpochMilli(lastUpdate);
    }

    String text() {
        return text;
    }

    /** What it says. */
    PresenceEntry entry() {
        return Rows.entry(text);
    }

    Optional<Deadline> closing() {
        return Optional.ofNullable(closing);
    }
}
