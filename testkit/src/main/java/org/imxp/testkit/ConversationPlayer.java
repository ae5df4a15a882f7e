package org.imxp.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Plays a conversation against a peer, and fails at the first line that is not as it should be. */
public final class ConversationPlayer {
    /** How what is said is cut into pieces. */
    public enum Pieces {
        /** A frame at a time. */
        WHOLE,
        /** An octet at a time. */
        OCTETS
    }

    private static final Pattern WILD =
            Pattern.compile("(MSG|RPY|ERR|ANS|NUL) ([0-9]+) ([0-9]+) ([.*]) (_|[0-9]+) (_|[0-9]+)( [0-9]+)?");
    private static final int LONGEST_LINE = 1 << 20;

    private final Conversation conversation;
    private final Pieces pieces;
    private final Function<String, Wire> connect;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** One session, and how far it has got. */
    private static final class Line {
        private final Wire wire;
        private final SequenceNumbers said = new SequenceNumbers();
        private final SequenceNumbers heard = new SequenceNumbers();
        private int framePayload = -1;
        private int frameChannel;
        private int frameHeard;

        Line(Wire wire) {
            this.wire = wire;
        }
    }

    /**
     * Makes a player.
     *
     * @param conversation what to play
     * @param pieces how to cut what is said
     * @param connect gives the session of an actor; the empty name for a conversation with one
     */
    public ConversationPlayer(Conversation conversation, Pieces pieces, Function<String, Wire> connect) {
        this.conversation = conversation;
        this.pieces = pieces;
        this.connect = connect;
    }

    /** Plays it to its end. */
    public void play() {
        try {
            var actor = "";
            for (var turn : conversation.turns()) {
                if (turn instanceof Conversation.SwitchesTo change) {
                    actor = change.actor();
                    continue;
                }
                turn(turn, line(actor));
            }
            lines.forEach((name, line) -> {
                if (line.wire.hasMore()) {
                    throw new AssertionError(conversation.name() + ": the peer said more than was expected"
                            + (name.isEmpty() ? "" : " to " + name) + ": " + readLine(line, 0));
                }
            });
        } finally {
            lines.values().forEach(line -> line.wire.close());
        }
    }

    private Line line(String actor) {
        var line = lines.get(actor);
        if (line == null) {
            line = new Line(connect.apply(actor));
            lines.put(actor, line);
            for (var turn : conversation.opening()) {
                turn(filledIn(turn, actor), line);
            }
        }
        return line;
    }

    private Conversation.Turn filledIn(Conversation.Turn turn, String actor) {
        return switch (turn) {
            case Conversation.Says says ->
                new Conversation.Says(
                        says.line(),
                        says.lines().stream().map(text -> filledIn(text, actor)).toList());
            case Conversation.Hears hears -> new Conversation.Hears(hears.line(), filledIn(hears.text(), actor));
            case Conversation.Ends ends -> ends;
            case Conversation.GoesAway goes -> goes;
            case Conversation.SwitchesTo change -> change;
        };
    }

    private String filledIn(String text, String actor) {
        var base64 = Base64.getEncoder().encodeToString(actor.getBytes(StandardCharsets.UTF_8));
        var filled = text.replace("{actor}", actor).replace("{actor in base64}", base64);
        var settings = conversation.settings();
        for (var key : settings.keySet()) {
            var value = settings.getOrDefault(key + " of " + actor, settings.getOrDefault(key, ""));
            filled = filled.replace("{" + key + "}", value);
        }
        return filled;
    }

    private void turn(Conversation.Turn turn, Line line) {
        switch (turn) {
            case Conversation.Says says -> say(says, line);
            case Conversation.Hears hears -> hear(hears, line);
            case Conversation.Ends ends -> expectEnd(ends, line);
            case Conversation.GoesAway _ -> line.wire.cut();
            case Conversation.SwitchesTo _ -> throw new IllegalStateException("handled before");
        }
    }

    private void say(Conversation.Says says, Line line) {
        var octets = Octets.of(says.lines(), line.said);
        switch (pieces) {
            case WHOLE -> line.wire.write(octets);
            case OCTETS -> {
                for (var octet : octets) {
                    line.wire.write(new byte[] {octet});
                }
            }
        }
    }

    private void hear(Conversation.Hears hears, Line line) {
        var actual = readLine(line, hears.line());
        if (line.framePayload >= 0) {
            hearPayload(hears, line, actual);
            return;
        }
        if (hears.text().startsWith("SEQ ") && hears.text().contains("_")) {
            // Which octet is acknowledged is of no interest here; that it is said, and the window, are.
            expect(hears, hears.text(), actual.replaceFirst("^(SEQ [0-9]+) [0-9]+", "$1 _"));
            return;
        }
        var wild = WILD.matcher(hears.text());
        var header = WILD.matcher(actual);
        if (!wild.matches() || !header.matches()) {
            expect(hears, hears.text(), actual);
            return;
        }
        for (int group = 1; group <= 7; group++) {
            var wanted = wild.group(group);
            if (wanted == null || !wanted.equals("_")) {
                if (!java.util.Objects.equals(wanted, header.group(group))) {
                    expect(hears, hears.text(), actual);
                }
            }
        }
        line.frameChannel = Integer.parseInt(header.group(2));
        expect(hears, "seqno " + line.heard.next(line.frameChannel), "seqno " + header.group(5));
        line.framePayload = Integer.parseInt(header.group(6));
        line.frameHeard = 0;
    }

    private void hearPayload(Conversation.Hears hears, Line line, String actual) {
        if (actual.equals("END") && line.frameHeard == line.framePayload) {
            expect(hears, hears.text(), actual);
            line.heard.advance(line.frameChannel, line.framePayload);
            line.framePayload = -1;
            return;
        }
        line.frameHeard += actual.getBytes(StandardCharsets.UTF_8).length + 2;
        expect(hears, hears.text(), actual);
        if (line.frameHeard > line.framePayload) {
            throw new AssertionError(where(hears.line()) + "the frame's size is " + line.framePayload
                    + ", its payload has at least " + line.frameHeard + " octets");
        }
    }

    private void expect(Conversation.Hears hears, String wanted, String actual) {
        if (!wanted.equals(actual)) {
            throw new AssertionError(where(hears.line()) + "\nexpected S: " + wanted + "\nreceived S: " + actual);
        }
    }

    private void expectEnd(Conversation.Ends ends, Line line) {
        var next = line.wire.read();
        if (next >= 0) {
            throw new AssertionError(where(ends.line()) + "expected the end of the session, received S: " + (char) next
                    + readLine(line, ends.line()));
        }
        var reason = line.wire.reason();
        if (!reason.isEmpty() && !reason.contains(ends.reason())) {
            throw new AssertionError(
                    where(ends.line()) + "\nexpected the reason: " + ends.reason() + "\nreceived: " + reason);
        }
    }

    private String readLine(Line line, int number) {
        var octets = new ByteArrayOutputStream();
        while (octets.size() < LONGEST_LINE) {
            var octet = line.wire.read();
            if (octet < 0) {
                throw new AssertionError(where(number) + "the session ended after \""
                        + octets.toString(StandardCharsets.UTF_8) + "\": " + line.wire.reason());
            }
            if (octet == '\n') {
                var text = octets.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text + "(LF without CR)";
            }
            octets.write(octet);
        }
        throw new AssertionError(where(number) + "a line of over " + LONGEST_LINE + " octets");
    }

    private String where(int number) {
        return conversation.name() + ":" + number + ": ";
    }
}
