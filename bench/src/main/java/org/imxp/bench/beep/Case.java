package org.imxp.bench.beep;

import java.util.Locale;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;

/**
 * One thing to be measured.
 *
 * @param shape what travels
 * @param octets payload octets of a message
 * @param depth messages in flight
 * @param secure whether TLS is on
 */
record Case(Shape shape, int octets, int depth, boolean secure) {
    /** Octets of a message in bulk. */
    static final int BULK_MESSAGE = 1 << 20;

    private static final int TRAILER = "END\r\n".length();

    /** What travels. */
    enum Shape {
        /** The message comes back as the reply. */
        EXCHANGE,
        /** Large messages one way, replies without payload. */
        BULK,
        /** The same with windows and frames of 4 KiB, as every channel has at its start. */
        NARROW_BULK,
        /** One payload, as long as the run lasts. */
        STREAM
    }

    static Case exchange(int octets, int depth, boolean secure) {
        return new Case(Shape.EXCHANGE, octets, depth, secure);
    }

    static Case bulk(Shape shape, boolean secure) {
        return new Case(shape, BULK_MESSAGE, 4, secure);
    }

    boolean isExchange() {
        return shape == Shape.EXCHANGE;
    }

    /** Octets on the wire of what goes there: one frame's for an exchange, so that all subjects carry the same. */
    int there() {
        return isExchange() ? frame(Keyword.MSG, octets) : octets;
    }

    /** Octets on the wire of what comes back. */
    int back() {
        return frame(Keyword.RPY, isExchange() ? octets : 0);
    }

    /** Numbers of a session that has run for a while have so many digits. */
    private static int frame(Keyword keyword, int payload) {
        var header = new FrameHeader(keyword, 1, 100_000, false, 1_000_000_000L, payload, FrameHeader.NO_ANSWER);
        return header.octets().length + payload + TRAILER;
    }

    String title() {
        var tls = secure ? ", TLS" : "";
        return switch (shape) {
            case EXCHANGE -> String.format(Locale.ROOT, "%,d octets, %d in flight%s", octets, depth, tls);
            case BULK -> "messages of 1 MiB" + tls;
            case NARROW_BULK -> "messages of 1 MiB, window of 4 KiB" + tls;
            case STREAM -> "one endless payload" + tls;
        };
    }

    /** As one word, for a worker's command. */
    String word() {
        return shape + ":" + octets + ":" + depth + ":" + secure;
    }

    static Case parse(String word) {
        var fields = word.split(":", -1);
        return new Case(
                Shape.valueOf(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Boolean.parseBoolean(fields[3]));
    }
}
