package org.imxp.relay.presence;

import org.imxp.protocol.Address;
import org.imxp.relay.access.AccessDecisions;

/** What originators may do, as the access service decides (requirement PRES-25). Used by all threads. */
final class Permissions {
    static final String PUBLISH = "presence:publish";
    static final String SUBSCRIBE = "presence:subscribe";
    static final String WATCH = "presence:watch";

    private static final String POLITE = "polite";
    private static final String VIEW = "view.";

    private final AccessDecisions access;

    Permissions(AccessDecisions access) {
        this.access = access;
    }

    boolean mayPublish(Address subject, Address originator) {
        return access.grants(subject, originator, PUBLISH);
    }

    boolean mayWatch(Address subject, Address originator) {
        return access.grants(subject, originator, WATCH);
    }

    /**
     * What a subscriber gets to see (OPEN-36). Views and polite blocking count only where an entry names them: who may do all is
     * not kept from the entry itself.
     */
    Sight sight(Address subject, Address originator) {
        var named = access.named(subject, originator, PresenceService.NAME);
        if (named.contains(POLITE)) {
            return Sight.Closed.CLOSED;
        }
        if (!subject.isSubaddress()) {
            var view = named.stream()
                    .filter(name -> name.startsWith(VIEW))
                    .sorted()
                    .findFirst();
            if (view.isPresent()) {
                return new Sight.Entry(new Address(subject.local() + "/" + view.get(), subject.domain()));
            }
        }
        boolean allowed = access.grants(subject, originator, SUBSCRIBE)
                // A view is for whom it is shown to as the subject's, and for those who write it.
                && (!isView(subject) || mayPublish(subject, originator));
        return allowed ? new Sight.Entry(subject) : Sight.Nothing.NOTHING;
    }

    private static boolean isView(Address subject) {
        return subject.subaddress().filter(name -> name.startsWith(VIEW)).isPresent();
    }
}
