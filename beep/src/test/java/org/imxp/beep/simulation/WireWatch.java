package org.imxp.beep.simulation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.simulation.FrameReader.Frame;

/**
 * Watches the wire of one side, knowing nothing of its session: what it sends has to keep the rules, as far as what has
 * been delivered to it tells.
 */
final class WireWatch {
    private static final Pattern NUMBER = Pattern.compile("<(start|close)[^>]* ?number='(\\d+)'");
    private static final int NONE = -1;

    private final Trace trace;
    private final String name;
    private final Terms terms;
    private final SessionLimits limits;
    private final Consumer<String> violation;

    private Map<Integer, ChannelWatch> open = new HashMap<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Map<Integer, String> asked = new HashMap<>();
    private final Map<Integer, String> wasAsked = new HashMap<>();
    private final StringBuilder sentText = new StringBuilder();
    private final StringBuilder receivedText = new StringBuilder();
    private FrameReader sent = reader(true);
    private FrameReader received = reader(false);
    private boolean greeted;
    private boolean wasGreeted;
    private int ready = NONE;
    private int peerReady = NONE;
    private int newMessages;
    private boolean silent;
    private int turn;

    WireWatch(Trace trace, String name, Terms terms, SessionLimits limits, Consumer<String> violation) {
        this.trace = trace;
        this.name = name;
        this.terms = terms;
        this.limits = limits;
        this.violation = why -> violation.accept(name + " " + why);
        reset();
    }

    /** TLS is on: everything starts again. */
    void reset() {
        open = new HashMap<>();
        var zero = new ChannelWatch(violation);
        zero.expectGreeting();
        open.put(0, zero);
        closed.clear();
        asked.clear();
        wasAsked.clear();
        sent = reader(true);
        received = reader(false);
        greeted = false;
        wasGreeted = false;
        ready = NONE;
        peerReady = NONE;
        silent = false;
    }

    void sends(ByteBuffer octets) {
        sent.read(octets);
    }

    void receives(ByteBuffer octets) {
        received.read(octets);
    }

    /** From now on other channels may be held back for the start of TLS. */
    void tuning() {
        open.values().forEach(ChannelWatch::forgetTurns);
    }

    boolean isBetweenFrames() {
        return sent.isBetweenFrames();
    }

    /** Whether TLS may have to wait for what can't leave any more. */
    boolean isHeldUp() {
        return open.values().stream().anyMatch(ChannelWatch::isHeldUp);
    }

    private FrameReader reader(boolean mine) {
        return new FrameReader(new FrameReader.Sink() {
            @Override
            public void announced(Frame header) {
                var channel = open.get(header.channel());
                if (!mine && channel != null) {
                    channel.announced(header);
                }
            }

            @Override
            public void frame(Frame frame) {
                if (mine) {
                    sent(frame);
                } else {
                    received(frame);
                }
            }

            @Override
            public void sequence(int channel, long acknowledged, int window) {
                if (mine) {
                    sentSequence(channel, acknowledged, window);
                } else {
                    var known = open.get(channel);
                    if (known != null) {
                        known.isGranted(acknowledged, window);
                    }
                }
            }

            @Override
            public void malformed(String why) {
                violation.accept(why);
            }
        });
    }

    // ---- sent ------------------------------------------------------------------------------------------------------

    private void sent(Frame frame) {
        trace.line(name + " > " + frame.keyword() + " " + frame.channel() + " " + frame.message()
                + (frame.more() ? " * " : " . ") + frame.sequence() + " " + frame.size() + " " + frame.answer());
        checkSilence(frame.toString());
        if (!greeted
                && !(frame.channel() == 0
                        && frame.message() == 0
                        && !frame.keyword().equals("MSG"))) {
            violation.accept(frame + ": before the greeting");
        }
        if (greeted && !wasGreeted) {
            violation.accept(frame + ": before the peer's greeting");
        }
        var channel = open.get(frame.channel());
        if (channel == null) {
            violation.accept(frame + ": the channel is not open");
            return;
        }
        if (peerReady != NONE && frame.keyword().equals("MSG") && !channel.isUnfinished()) {
            newMessages++;
        }
        channel.sends(frame, terms.frame());
        takeTurn(channel, frame);
        if (frame.channel() == 0) {
            sentText.append(frame.text());
            if (!frame.more()) {
                sentManagement(frame, sentText.toString());
                sentText.setLength(0);
            }
        }
    }

    private void checkSilence(String what) {
        if (silent || (ready != NONE)) {
            violation.accept(what + ": after ready, or proceed");
        }
    }

    /** Each channel has its turn; where payloads are written piece by piece, nobody outside knows who is ready. */
    private void takeTurn(ChannelWatch channel, Frame frame) {
        turn++;
        if (!terms.streams()) {
            for (var other : open.values()) {
                if (other != channel && frame.channel() != 0 && other.isPassedOver(channel)) {
                    violation.accept(frame + ": a second turn, before another channel had its own");
                }
            }
        }
        channel.hadTurn(turn);
    }

    private void sentManagement(Frame last, String text) {
        greeted = true;
        if (last.keyword().equals("MSG")) {
            asked.put(last.message(), request(text));
            if (text.contains("<ready")) {
                ready = last.message();
            }
            return;
        }
        var request = wasAsked.remove(last.message());
        if (request != null && last.keyword().equals("RPY")) {
            agreed(request);
        }
        if (last.message() == peerReady) {
            peerReady = NONE;
            silent = text.contains("<proceed");
            if (silent && newMessages > 0) {
                violation.accept(newMessages + " new messages, though the peer was ready for TLS");
            }
        }
    }

    private void sentSequence(int number, long acknowledged, int window) {
        trace.line(name + " > SEQ " + number + " " + acknowledged + " " + window);
        checkSilence("SEQ, channel " + number);
        var channel = open.get(number);
        if (channel == null) {
            violation.accept("SEQ, channel " + number + ": the channel is not open");
            return;
        }
        channel.grants(acknowledged, window, limits.window());
    }

    // ---- received --------------------------------------------------------------------------------------------------

    private void received(Frame frame) {
        var channel = open.get(frame.channel());
        if (channel != null) {
            channel.receives(frame);
        }
        if (frame.channel() == 0) {
            receivedText.append(frame.text());
            if (!frame.more()) {
                receivedManagement(frame, receivedText.toString());
                receivedText.setLength(0);
            }
        }
    }

    private void receivedManagement(Frame last, String text) {
        wasGreeted = true;
        if (last.keyword().equals("MSG")) {
            var request = request(text);
            wasAsked.put(last.message(), request);
            if (text.contains("<ready")) {
                peerReady = last.message();
                newMessages = 0;
                tuning();
            }
            return;
        }
        var request = asked.remove(last.message());
        if (request != null && last.keyword().equals("RPY")) {
            agreed(request);
        }
        if (last.message() == ready) {
            ready = NONE;
            silent = text.contains("<proceed");
        }
    }

    /** Such as {@code start 3}. */
    private static String request(String text) {
        var found = NUMBER.matcher(text);
        return found.find() ? found.group(1) + " " + found.group(2) : "nothing";
    }

    private void agreed(String request) {
        var words = request.split(" ", -1);
        if (words[0].equals("start")) {
            open.put(Integer.parseInt(words[1]), new ChannelWatch(violation));
        } else if (words[0].equals("close") && !words[1].equals("0")) {
            open.remove(Integer.parseInt(words[1]));
            closed.add(Integer.parseInt(words[1]));
        }
    }
}
