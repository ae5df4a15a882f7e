package org.imxp.beep.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.imxp.beep.simulation.FrameReader.Frame;
import org.jspecify.annotations.Nullable;

/** The rules of frames and windows for what one side sends on one channel (RFC 3080 section 2.2.1.1, RFC 3081 section 3.1). */
final class ChannelWatch {
    private static final int INITIAL_WINDOW = 4096;
    private static final int NEVER = -1;

    /** How far a message of the peer has come, and its reply gone. */
    private static final class Theirs {
        private boolean whole;
        private boolean answering;
    }

    private final Consumer<String> violation;
    private final Set<Integer> mine = new HashSet<>();
    private final Map<Integer, Theirs> theirs = new LinkedHashMap<>();
    private long sent;
    private long edge = INITIAL_WINDOW;
    private long received;
    private long granted = INITIAL_WINDOW;
    private @Nullable Frame unfinished;
    private boolean coming;

    /** The turn of the last frame, and since which turn there is certainly more to send. */
    private int lastTurn = NEVER;

    private int readySince = NEVER;

    ChannelWatch(Consumer<String> violation) {
        this.violation = violation;
    }

    void sends(Frame frame, int most) {
        if (frame.sequence() != sent) {
            violation.accept(frame + ": sequence number, expected " + sent);
        }
        if (sent + frame.size() > edge) {
            violation.accept(frame + ": beyond the window, which ends at " + edge);
        }
        if (frame.size() > most) {
            violation.accept(frame + ": larger than a frame may be, " + most);
        }
        sent += frame.size();
        var before = unfinished;
        if (before == null) {
            begins(frame);
        } else if (!before.keyword().equals(frame.keyword())
                || before.message() != frame.message()
                || before.answer() != frame.answer()) {
            violation.accept(frame + ": expected the rest of " + before);
        }
        unfinished = frame.more() ? frame : null;
        if (!frame.more() && !frame.keyword().equals("MSG") && !frame.keyword().equals("ANS")) {
            theirs.remove(frame.message());
        }
    }

    private void begins(Frame frame) {
        if (frame.keyword().equals("MSG")) {
            if (!mine.add(frame.message())) {
                violation.accept(frame + ": the number is in use");
            }
            return;
        }
        var first = theirs.entrySet().stream().findFirst();
        if (first.isEmpty() || first.get().getKey() != frame.message()) {
            violation.accept(frame + ": expected a reply to " + theirs.keySet());
            return;
        }
        var message = first.get().getValue();
        switch (frame.keyword()) {
            case "ERR" -> check(!message.answering, frame, "answers have begun");
            case "RPY" -> check(message.whole && !message.answering, frame, "answers have begun, or not whole");
            case "ANS" -> {
                check(message.whole, frame, "the message is not whole");
                message.answering = true;
            }
            case "NUL" -> check(message.whole && frame.size() == 0 && !frame.more(), frame, "not an empty end");
            default -> violation.accept(frame + ": not a reply");
        }
    }

    private void check(boolean holds, Frame frame, String otherwise) {
        if (!holds) {
            violation.accept(frame + ": " + otherwise);
        }
    }

    /** What a header announces has been sent, and may be acknowledged, or refused, before it has come whole. */
    void announced(Frame header) {
        received += header.size();
        if (header.keyword().equals("MSG")) {
            if (!coming) {
                theirs.put(header.message(), new Theirs());
            }
            coming = header.more();
        }
    }

    void receives(Frame frame) {
        switch (frame.keyword()) {
            case "MSG" -> {
                var message = theirs.get(frame.message());
                if (message != null) {
                    // None if it was refused before it was whole.
                    message.whole = !frame.more();
                }
            }
            case "RPY", "ERR", "NUL" -> {
                if (!frame.more()) {
                    mine.remove(frame.message());
                }
            }
            default -> {}
        }
    }

    /** The greeting is a reply to a message that nobody sent. */
    void expectGreeting() {
        theirs.computeIfAbsent(0, _ -> new Theirs()).whole = true;
    }

    void grants(long acknowledged, int window, int most) {
        if (acknowledged > received) {
            violation.accept("SEQ acknowledges " + acknowledged + ", received are " + received);
        }
        if (acknowledged + window < granted) {
            violation.accept("SEQ takes back the window that ends at " + granted);
        }
        if (window > Math.max(most, INITIAL_WINDOW)) {
            violation.accept("SEQ gives a window of " + window + ", allowed is " + most);
        }
        granted = acknowledged + window;
    }

    void isGranted(long acknowledged, int window) {
        edge = Math.max(edge, acknowledged + window);
    }

    boolean isUnfinished() {
        return unfinished != null;
    }

    /** Whether something waits that the window does not let out, or a message of the peer has no reply. */
    boolean isHeldUp() {
        return unfinished != null || sent == edge || !theirs.isEmpty();
    }

    // ---- turns -----------------------------------------------------------------------------------------------------

    /** Another channel has had two turns while this one was ready. */
    boolean isPassedOver(ChannelWatch other) {
        return readySince != NEVER && other.lastTurn > readySince;
    }

    void hadTurn(int turn) {
        lastTurn = turn;
        readySince = unfinished != null && sent < edge ? turn : NEVER;
    }

    void forgetTurns() {
        readySince = NEVER;
    }
}
