package org.imxp.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts one direction of a session into lines. A payload need not end with a line end, so its size in the frame's header
 * says where it ends (RFC 3080 section 2.2.1). Thread-safe.
 */
final class FrameLines {
    private static final Pattern HEADER =
            Pattern.compile("(MSG|RPY|ERR|ANS|NUL) [0-9]+ [0-9]+ [.*] [0-9]+ (?<size>[0-9]{1,10})( [0-9]+)?");
    private static final int LONGEST_LINE = 16_384;

    private final Consumer<String> shown;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long payloadLeft;

    FrameLines(Consumer<String> shown) {
        this.shown = shown;
    }

    /** Takes octets as they come. */
    synchronized void add(ByteBuffer octets) {
        var view = octets.duplicate();
        while (view.hasRemaining()) {
            add(view.get());
        }
    }

    private void add(byte octet) {
        line.write(octet);
        if (payloadLeft > 0) {
            payloadLeft--;
            if (octet == '\n' || payloadLeft == 0 || line.size() >= LONGEST_LINE) {
                show();
            }
        } else if (octet == '\n' || line.size() >= LONGEST_LINE) {
            payloadLeft = payloadSize(show());
        }
    }

    private String show() {
        var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        shown.accept(VisibleText.line(text));
        return text;
    }

    /** The size in a frame's header; 0 for a trailer or a SEQ frame. */
    private static long payloadSize(String header) {
        var matcher = HEADER.matcher(header);
        return matcher.matches() ? Long.parseLong(matcher.group("size")) : 0;
    }
}
