package org.imxp.beep.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads header lines, without their CRLF (BEEP-4 to BEEP-6, BEEP-60). One for many lines, so that none costs an object. */
final class HeaderParser {
    private static final long MAX_31 = Integer.MAX_VALUE;
    private static final long MAX_32 = 0xFFFF_FFFFL;
    private static final int MAX_DIGITS = 10;

    private static final Keyword[] KEYWORDS = Keyword.values();

    private final byte[] line;
    private int length;
    private int position;

    HeaderParser(byte[] line) {
        this.line = line;
    }

    /** A line of so many octets is in the array. */
    void begin(int octets) {
        length = octets;
        position = 0;
    }

    /** Whether the line is that of a SEQ frame. */
    boolean isSequence() {
        return length >= 3 && line[0] == 'S' && line[1] == 'E' && line[2] == 'Q';
    }

    SequenceFrame sequence() {
        position = 3;
        var channel = (int) number("channel", MAX_31);
        var acknowledged = number("ackno", MAX_32);
        var window = (int) number("window", MAX_31);
        end();
        return new SequenceFrame(channel, acknowledged, window);
    }

    FrameHeader header() {
        var keyword = keyword();
        var channel = (int) number("channel", MAX_31);
        var messageNumber = (int) number("msgno", MAX_31);
        var more = more();
        var sequenceNumber = number("seqno", MAX_32);
        var size = (int) number("size", MAX_31);
        var answerNumber = keyword == Keyword.ANS ? number("ansno", MAX_32) : FrameHeader.NO_ANSWER;
        end();
        return new FrameHeader(keyword, channel, messageNumber, more, sequenceNumber, size, answerNumber);
    }

    private Keyword keyword() {
        if (length >= 3) {
            position = 3;
            for (var keyword : KEYWORDS) {
                if (keyword.isAt(line)) {
                    return keyword;
                }
            }
        }
        throw fault("keyword: expected one of MSG, RPY, ERR, ANS, NUL, SEQ");
    }

    private boolean more() {
        space("more");
        if (position < length && (line[position] == '.' || line[position] == '*')) {
            return line[position++] == '*';
        }
        throw fault("more: expected . or *");
    }

    private long number(String field, long max) {
        space(field);
        var start = position;
        var value = 0L;
        while (position < length && line[position] >= '0' && line[position] <= '9') {
            if (position - start == MAX_DIGITS) {
                throw fault(field + ": more than " + MAX_DIGITS + " digits");
            }
            value = value * 10 + (line[position++] - '0');
        }
        if (position == start) {
            throw fault(field + ": expected digits");
        }
        if (value > max) {
            throw fault(field + ": " + value + " is over " + max);
        }
        return value;
    }

    private void space(String field) {
        if (position >= length || line[position++] != ' ') {
            throw fault(field + ": expected one space before it");
        }
    }

    private void end() {
        if (position != length) {
            throw fault("octets after the last field");
        }
    }

    private PoorlyFormedException fault(String what) {
        return new PoorlyFormedException("frame header \"" + printable() + "\": " + what);
    }

    private String printable() {
        var copy = Arrays.copyOf(line, length);
        for (int i = 0; i < length; i++) {
            if (copy[i] < ' ' || copy[i] == 0x7F) {
                copy[i] = '?';
            }
        }
        return new String(copy, StandardCharsets.US_ASCII);
    }
}
