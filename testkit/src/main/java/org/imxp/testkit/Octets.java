package org.imxp.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the lines of one turn into octets, and fills in what {@code _} stands for. */
final class Octets {
    private static final Pattern LITERAL = Pattern.compile("\\(octets:((?: [0-9A-Fa-f]{2})+)\\)");
    private static final Pattern REPEATED = Pattern.compile("\\(([0-9]+) times (.)\\)");
    private static final Pattern HEADER =
            Pattern.compile("(MSG|RPY|ERR|ANS|NUL) ([0-9]+) ([0-9]+) ([.*]) (_|[0-9]+) (_|[0-9]+)( [0-9]+)?");

    private Octets() {}

    static byte[] of(List<String> lines, SequenceNumbers numbers) {
        var header = HEADER.matcher(lines.getFirst());
        var isFrame = header.matches() && lines.getLast().equals("END");
        var octets = new ByteArrayOutputStream();
        if (!isFrame) {
            lines.forEach(line -> octets.writeBytes(line(line)));
            return octets.toByteArray();
        }
        var payload = new ByteArrayOutputStream();
        lines.subList(1, lines.size() - 1).forEach(line -> payload.writeBytes(line(line)));
        octets.writeBytes(line(filled(header, numbers, payload.size())));
        octets.writeBytes(payload.toByteArray());
        octets.writeBytes(line("END"));
        return octets.toByteArray();
    }

    private static String filled(Matcher header, SequenceNumbers numbers, int size) {
        var channel = Integer.parseInt(header.group(2));
        var sequenceNumber = header.group(5).equals("_") ? Long.toString(numbers.next(channel)) : header.group(5);
        var answer = header.group(7) == null ? "" : header.group(7);
        numbers.advance(channel, size);
        return "%s %s %s %s %s %s%s"
                .formatted(
                        header.group(1),
                        header.group(2),
                        header.group(3),
                        header.group(4),
                        sequenceNumber,
                        header.group(6).equals("_") ? Integer.toString(size) : header.group(6),
                        answer);
    }

    private static byte[] line(String text) {
        var literal = LITERAL.matcher(text);
        if (literal.matches()) {
            return java.util.HexFormat.of()
                    .parseHex(literal.group(1).replace(" ", "").toLowerCase(Locale.ROOT));
        }
        var repeated = REPEATED.matcher(text);
        if (repeated.matches()) {
            return repeated.group(2).repeat(Integer.parseInt(repeated.group(1))).getBytes(StandardCharsets.UTF_8);
        }
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
