package org.imxp.beep.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** A message that one side has sent, and what the other has given in reply, in order. */
final class SentMessage {
    /** What the other side has given, and this one has not got. */
    record Given(String keyword, Content content) {}

    private final int id;
    private final Content content;
    private final Lane lane;
    private final Deque<Given> given = new ArrayDeque<>();
    private boolean taken;
    private boolean over;

    SentMessage(int id, Content content, Lane lane) {
        this.id = id;
        this.content = content;
        this.lane = lane;
    }

    int id() {
        return id;
    }

    Content content() {
        return content;
    }

    Lane lane() {
        return lane;
    }

    Deque<Given> given() {
        return given;
    }

    /** The other side's application has it. */
    void isTaken() {
        taken = true;
    }

    boolean wasTaken() {
        return taken;
    }

    boolean isOver() {
        return over;
    }

    void over() {
        over = true;
    }
}
