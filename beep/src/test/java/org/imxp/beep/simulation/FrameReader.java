package org.imxp.beep.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads frames from octets, by code of its own: what it says is not what the code under test believes. */
final class FrameReader {
    /**
     * A data frame.
     *
     * @param answer the answer number; -1 for none
     * @param text the payload, on channel 0 only
     */
    record Frame(
            String keyword, int channel, int message, boolean more, long sequence, int size, long answer, String text) {
        Frame with(String payload) {
            return new Frame(keyword, channel, message, more, sequence, size, answer, payload);
        }
    }

    /** Who is told. */
    interface Sink {
        /** A header has been read: what follows is sent, though it has not come whole. */
        void announced(Frame header);

        void frame(Frame frame);

        void sequence(int channel, long acknowledged, int window);

        void malformed(String why);
    }

    private static final List<String> KEYWORDS = List.of("MSG", "RPY", "ERR", "ANS", "NUL");
    private static final String TRAILER = "END";

    private final Sink sink;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private Frame header = new Frame("", 0, 0, false, 0, 0, -1, "");
    private int left;
    private boolean trailing;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    void read(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            if (left > 0) {
                skip(octets);
            } else {
                var octet = (char) (octets.get() & 0xFF);
                line.append(octet);
                if (octet == '\n') {
                    line();
                }
            }
        }
    }

    /** Whether everything that was read is whole frames. */
    boolean isBetweenFrames() {
        return line.isEmpty() && left == 0 && !trailing;
    }

    private void skip(ByteBuffer octets) {
        var size = Math.min(left, octets.remaining());
        if (header.channel() == 0) {
            var piece = new byte[size];
            octets.get(piece);
            text.append(new String(piece, StandardCharsets.ISO_8859_1));
        } else {
            octets.position(octets.position() + size);
        }
        left -= size;
    }

    private void line() {
        if (line.length() < 2 || line.charAt(line.length() - 2) != '\r') {
            sink.malformed("a line without CRLF: " + line);
        }
        var content = line.substring(0, line.length() - 2);
        line.setLength(0);
        if (trailing) {
            if (!content.equals(TRAILER)) {
                sink.malformed("expected the trailer: " + content);
            }
            trailing = false;
            sink.frame(header.channel() == 0 ? header.with(text.toString()) : header);
            return;
        }
        var words = content.split(" ");
        if (words[0].equals("SEQ") && words.length == 4) {
            sink.sequence(Integer.parseInt(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
        } else if (KEYWORDS.contains(words[0]) && words.length == (words[0].equals("ANS") ? 7 : 6)) {
            header = header(words);
            left = header.size();
            trailing = true;
            text.setLength(0);
            sink.announced(header);
        } else {
            sink.malformed("no header: " + content);
        }
    }

    private static Frame header(String[] words) {
        return new Frame(
                words[0],
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words[3].equals("*"),
                Long.parseLong(words[4]),
                Integer.parseInt(words[5]),
                words.length == 7 ? Long.parseLong(words[6]) : -1,
                "");
    }
}
