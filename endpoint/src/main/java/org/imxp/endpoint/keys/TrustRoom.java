package org.imxp.endpoint.keys;

import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps a trust book within its bounds. Of whom nothing is known goes first, then who has only written, the oldest first: so strangers
 * cannot fill it. What the person has decided is never forgotten to make room.
 *
 * @param mostContacts the most contacts
 * @param mostOctets the most octets of the file
 */
record TrustRoom(int mostContacts, int mostOctets) {
    private static final int PART = 4;

    /** The most contacts that have only written. */
    int mostMet() {
        return Math.max(1, mostContacts / PART);
    }

    /**
     * Takes out what has to go.
     *
     * @param contacts the book, changed in place
     * @param changed the one that it is about, which stays
     * @throws KeyException if there is no room
     */
    void make(List<KnownContact> contacts, KnownContact changed) {
        Predicate<KnownContact> isMet = contact -> !contact.isChosen();
        boolean isMore = true;
        while (isMore && contacts.stream().filter(isMet).count() > mostMet()) {
            isMore = removeFirst(contacts, changed, isMet);
        }
        while (contacts.size() > mostContacts) {
            if (!removeFirst(contacts, changed, contact -> !contact.isWorthKeeping())
                    && !removeFirst(contacts, changed, isMet)) {
                throw new KeyException("The keys of " + mostContacts + " contacts are known, the most that are"
                        + " remembered: forget some first.");
            }
        }
        while (TrustText.write(contacts).length() > mostOctets) {
            if (!removeFirst(contacts, changed, isMet)) {
                throw new KeyException("The keys that are known would have more than " + mostOctets
                        + " octets, the most that are remembered: forget some first.");
            }
        }
    }

    private static boolean removeFirst(
            List<KnownContact> contacts, KnownContact changed, Predicate<KnownContact> which) {
        for (int i = 0; i < contacts.size(); i++) {
            if (which.test(contacts.get(i)) && !contacts.get(i).equals(changed)) {
                contacts.remove(i);
                return true;
            }
        }
        return false;
    }
}
