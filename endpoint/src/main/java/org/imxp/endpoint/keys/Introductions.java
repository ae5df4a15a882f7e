package org.imxp.endpoint.keys;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;

/**
 * Looks for the keys of those who have written and whose key is not known. Since that takes time, and whoever writes can have it done, it
 * is not done again for a while; and of whom the person has never turned to, it leaves nothing in the trust book. Thread-safe.
 */
final class Introductions {
    private static final int MOST = 1_000;

    private final KeyRing ring;
    private final Function<Address, List<PgpCertificate>> finding;
    private final Map<Address, Instant> strangers;

    /**
     * Without keys yet.
     *
     * @param finding may wait; gives none if none is found
     */
    Introductions(KeyRing ring, Function<Address, List<PgpCertificate>> finding) {
        this.ring = ring;
        this.finding = finding;
        this.strangers = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Address, Instant> eldest) {
                return size() > MOST;
            }
        };
    }

    /**
     * Looks, if that is due.
     *
     * @return what is known then; it is remembered only of whom the person has chosen
     */
    KnownContact of(Address who) {
        var contact = ring.contact(who);
        var now = ring.clock().instant();
        if (contact.isFresh(now)) {
            return contact;
        }
        if (contact.isChosen()) {
            return ring.lookedUp(contact.who(), finding.apply(contact.who()));
        }
        return isDue(contact.who(), now) ? contact.lookedUp(finding.apply(contact.who()), now) : contact;
    }

    private boolean isDue(Address who, Instant now) {
        synchronized (strangers) {
            strangers.values().removeIf(at -> !at.plus(SecuredMessages.MISSING).isAfter(now));
            return strangers.putIfAbsent(who, now) == null;
        }
    }
}
