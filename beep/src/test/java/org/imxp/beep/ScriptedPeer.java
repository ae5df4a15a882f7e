package org.imxp.beep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session, and a peer whose frames are written by hand: it can do what no session of ours would. */
final class ScriptedPeer {
    final MemoryTransport transport;
    final List<SessionEnd> ends;
    final Session session;
    private final Map<Integer, Integer> said = new HashMap<>();
    private final Map<Integer, Long> heardOctets = new HashMap<>();
    private final FrameTally tally = new FrameTally(fields -> {
        if (!fields[0].equals("SEQ")) {
            heardOctets.merge(Integer.valueOf(fields[1]), Long.valueOf(fields[5]), Long::sum);
        }
    });

    /**
     * Greets, and forgets the session's greeting.
     *
     * @param role the session's role
     * @param greeting the peer's greeting
     */
    ScriptedPeer(Role role, SessionSettings settings, String greeting) {
        transport = new MemoryTransport();
        ends = new ArrayList<>();
        session = new Session(role, settings, transport, new SessionListener() {
            @Override
            public void ended(Session ended, SessionEnd end) {
                ends.add(end);
            }
        });
        session.open();
        heard();
        says("RPY 0 0", greeting);
    }

    /** The same two peers after a tuning reset: everything is counted from 0 again, and nobody has greeted. */
    ScriptedPeer(ScriptedPeer before, TlsPeer secured) {
        session = before.session;
        transport = before.transport;
        ends = before.ends;
        session.secured(secured);
    }

    /** The session's channel 1, which it asks for and gets. */
    Channel started() {
        var started = session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        heard();
        says("RPY 0 1", "<profile uri='" + TestProfiles.ECHO + "' />");
        return started.join().channel();
    }

    /** A frame with everything of a message, such as {@code MSG 0 1}. */
    void says(String frame, String body) {
        payload(frame + " .", "\r\n" + body);
    }

    /** A frame with this payload, such as {@code MSG 0 1 *}. */
    void payload(String frame, String payload) {
        payload(frame, payload, "");
    }

    /** A frame of ANS, with its answer number. */
    void payload(String frame, String payload, String answer) {
        var channel = Integer.parseInt(frame.split(" ", -1)[1]);
        var next = said.getOrDefault(channel, 0);
        raw(frame + " " + next + " " + payload.length() + answer + "\r\n" + payload + "END\r\n");
        said.put(channel, next + payload.length());
    }

    void raw(String octets) {
        session.receive(StandardCharsets.US_ASCII.encode(octets));
    }

    /** What the session has said since this was asked last. */
    String heard() {
        var octets = transport.take();
        tally.read(octets.duplicate());
        return StandardCharsets.UTF_8.decode(octets).toString();
    }

    /** How many octets of payload were heard on a channel. */
    long heardOctets(int channel) {
        return heardOctets.getOrDefault(channel, 0L);
    }
}
