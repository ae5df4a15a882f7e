package org.imxp.relay.presence;

import java.util.concurrent.CompletableFuture;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;

/** The presence service without a disk, for tests of the relay. */
public final class MemoryPresence {
    private MemoryPresence() {}

    /** What is changed is at once as good as on disk. */
    public static DomainService make(ServiceSurroundings around) {
        return make(around, AccessChanges.NONE);
    }

    /** Likewise, where what is allowed changes. */
    public static DomainService make(ServiceSurroundings around, AccessChanges changes) {
        var service = new PresenceService(
                PresenceBounds.of(Limits.defaults()), around, written -> CompletableFuture.completedStage(true));
        service.listen(around, changes, true);
        return service;
    }
}
