package org.imxp.cli;

import java.io.Writer;
import java.time.Duration;

/** What a command has printed. Others can wait for a text in it. */
final class Printed extends Writer {
    private final StringBuilder text = new StringBuilder();

    Printed() {}

    @Override
    public synchronized void write(char[] characters, int offset, int length) {
        text.append(characters, offset, length);
        notifyAll();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public synchronized String toString() {
        return text.toString();
    }

    /** Waits until a text is there. */
    synchronized void await(String part, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        while (text.indexOf(part) < 0) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("\"" + part + "\" was not said, but: " + text);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
