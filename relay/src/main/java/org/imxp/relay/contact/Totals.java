package org.imxp.relay.contact;

import org.imxp.relay.store.ContactData;

/** How much is kept in all. It is counted now and then, as counting takes a while, and by what is added since. */
final class Totals {
    private final ContactData data;
    private long contacts;
    private long requests;

    /** Blocks while it counts. */
    Totals(ContactData data) {
        this.data = data;
        count();
    }

    /** Counts again what others have removed. Blocks. */
    synchronized void count() {
        contacts = data.contacts();
        requests = data.requests();
    }

    synchronized long contacts() {
        return contacts;
    }

    synchronized long requests() {
        return requests;
    }

    synchronized void contact(int more) {
        contacts += more;
    }

    synchronized void request(int more) {
        requests += more;
    }
}
