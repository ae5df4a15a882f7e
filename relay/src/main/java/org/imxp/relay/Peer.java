package org.imxp.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imxp.protocol.Address;

/** One BEEP session as the mesh sees it: what it is attached as, over all its channels. Used by the session's owner. */
final class Peer {
    private final Set<Attachment> attachments = new LinkedHashSet<>();

    void attached(Attachment attachment) {
        attachments.add(attachment);
    }

    void detached(Attachment attachment) {
        attachments.remove(attachment);
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    int size() {
        return attachments.size();
    }

    /** An endpoint that is attached may send for itself and for its subaddresses (requirement CORE-33). */
    boolean mayOriginate(Address originator) {
        for (var attachment : attachments) {
            if (attachment.endpoint().covers(originator)) {
                return true;
            }
        }
        return false;
    }
}
