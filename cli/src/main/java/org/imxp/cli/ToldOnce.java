package org.imxp.cli;

import java.util.HashSet;
import java.util.Set;
import org.imxp.protocol.Address;

/** Of whom a person has been told something that they need to hear once. */
final class ToldOnce {
    /** Who comes when there are as many is told of each time. */
    static final int MOST = 1_000;

    private final Set<Address> told = new HashSet<>();

    /** Whether it is news; it is none the next time. */
    synchronized boolean isNews(Address who) {
        return told.size() < MOST ? told.add(who) : !told.contains(who);
    }
}
