package org.imxp.beep;

import java.util.ArrayList;
import java.util.List;

/** Two sessions that talk in memory; TLS is only pretended, the octets go in the clear. */
final class MemoryLink {
    final MemoryTransport initiatorEnd = new MemoryTransport();
    final MemoryTransport listenerEnd = new MemoryTransport();
    final Session initiator;
    final Session listener;
    TlsPeer seenByInitiator = TestAccounts.PRETENDED;
    TlsPeer seenByListener = TestAccounts.PRETENDED;
    final List<SessionEnd> ends = new ArrayList<>();
    final List<String> identities = new ArrayList<>();
    final List<RuntimeException> faults = new ArrayList<>();

    MemoryLink(SessionSettings initiating, SessionSettings listening) {
        var recording = new SessionListener() {
            @Override
            public void authenticated(Session session, String identity) {
                identities.add(identity);
            }

            @Override
            public void failed(Session session, RuntimeException fault) {
                faults.add(fault);
            }

            @Override
            public void ended(Session session, SessionEnd end) {
                ends.add(end);
            }
        };
        initiator = new Session(Role.INITIATOR, initiating, initiatorEnd, recording);
        listener = new Session(Role.LISTENER, listening, listenerEnd, recording);
        initiator.open();
        listener.open();
        run();
    }

    /** Carries octets, and pretended handshakes, until nothing moves. */
    void run() {
        while (initiatorEnd.hasOctets() || listenerEnd.hasOctets() || handshakeDue()) {
            if (initiatorEnd.hasOctets()) {
                listener.receive(initiatorEnd.take());
            }
            if (listenerEnd.hasOctets()) {
                initiator.receive(listenerEnd.take());
            }
            if (handshakeDue()) {
                initiatorEnd.secured().clear();
                listenerEnd.secured().clear();
                initiator.secured(seenByInitiator);
                listener.secured(seenByListener);
            }
        }
    }

    private boolean handshakeDue() {
        return !initiatorEnd.secured().isEmpty() && !listenerEnd.secured().isEmpty();
    }
}
