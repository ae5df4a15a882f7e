package org.imxp.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.imxp.beep.WireTrace;

/** Reads the messages that one side of a session receives, with code of its own. */
final class WireReader implements WireTrace {
    private final Consumer<String> messages;
    private final Map<String, StringBuilder> partial = new HashMap<>();
    private final StringBuilder input = new StringBuilder();

    /**
     * Reads a session.
     *
     * @param messages gets the payload of each MSG when it is whole, one character for each octet
     */
    WireReader(Consumer<String> messages) {
        this.messages = messages;
    }

    @Override
    public void sent(ByteBuffer octets) {
        // The other side's reader sees it come.
    }

    @Override
    public void received(ByteBuffer octets) {
        input.append(StandardCharsets.ISO_8859_1.decode(octets));
        while (takeFrame()) {
            // The next one.
        }
    }

    private boolean takeFrame() {
        int line = input.indexOf("\r\n");
        if (line < 0) {
            return false;
        }
        var header = input.substring(0, line).split(" ", -1);
        if (header[0].equals("SEQ")) {
            input.delete(0, line + 2);
            return true;
        }
        int from = line + 2;
        int to = from + Integer.parseInt(header[5]);
        int end = to + "END\r\n".length();
        if (input.length() < end) {
            return false;
        }
        if (header[0].equals("MSG")) {
            var key = header[1] + " " + header[2];
            var whole =
                    partial.computeIfAbsent(key, none -> new StringBuilder()).append(input, from, to);
            if (header[3].equals(".")) {
                partial.remove(key);
                messages.accept(whole.toString());
            }
        }
        input.delete(0, end);
        return true;
    }
}
