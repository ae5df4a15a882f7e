package org.imxp.endpoint.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which signed messages have been opened, in a file, so that a repeat is told after a restart too. Nobody can push out what others have
 * sent, and of what had to go the date stays: what is not later than that counts as a repeat.
 */
final class SeenMessages {
    /** How long a message is remembered, and so how old one may be that is still believed. */
    static final Duration PERIOD = Duration.ofDays(30);
    /** How far the clock of a sender may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String FILE = "seen";
    private static final String FLOOR = "floor";
    private static final int SENDER_DIGITS = 16;
    private static final int MESSAGE_DIGITS = 32;
    private static final int MOST_DIGITS = 18;

    private final SharedFolder folder;
    private final int most;
    private final int mostOfOne;

    /**
     * Those in a folder.
     *
     * @param most the most that are remembered
     * @param mostOfOne the most of one sender
     */
    SeenMessages(SharedFolder folder, int most, int mostOfOne) {
        this.folder = folder;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** A message, or in place of its digest the word for the latest date of what had to go. */
    private record Line(long date, String sender, String digest) {
        private boolean isFloor() {
            return digest.equals(FLOOR);
        }

        private String text() {
            return date + " " + sender + " " + digest;
        }

        private static Optional<Line> read(String text) {
            var words = text.split(" ", -1);
            return words.length == 3
                            && words[0].matches("[0-9]{1," + MOST_DIGITS + "}")
                            && words[1].length() == SENDER_DIGITS
                    ? Optional.of(new Line(Long.parseLong(words[0]), words[1], words[2]))
                    : Optional.empty();
        }
    }

    /**
     * Remembers a message, and tells whether it was remembered before, or may have been.
     *
     * @param sender who has signed it
     * @param id its identifier
     * @param date when it says that it was written, which is signed too
     * @param now the time
     */
    boolean repeats(String sender, String id, Instant date, Instant now) {
        var line = new Line(
                date.getEpochSecond(), digest(sender, SENDER_DIGITS), digest(sender + "\n" + id, MESSAGE_DIGITS));
        return folder.alone(() -> {
            // Whatever is older is not believed, whether it was here or not.
            var oldest = now.minus(PERIOD).minus(AHEAD).getEpochSecond();
            var kept = folder.read(FILE)
                    .orElse("")
                    .lines()
                    .flatMap(text -> Line.read(text).stream())
                    .filter(one -> one.date() >= oldest)
                    .collect(Collectors.toCollection(ArrayList::new));
            boolean isRepeat = kept.stream()
                    .filter(one -> one.sender().equals(line.sender()))
                    .anyMatch(one -> one.isFloor()
                            ? line.date() <= one.date()
                            : one.digest().equals(line.digest()));
            if (isRepeat) {
                return true;
            }
            kept.add(line);
            makeRoom(kept, line.sender());
            folder.write(FILE, kept.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n")));
            return false;
        });
    }

    private void makeRoom(List<Line> lines, String sender) {
        if (messages(lines, sender).count() > mostOfOne) {
            raise(lines, sender);
        }
        if (lines.stream().filter(line -> !line.isFloor()).count() > most) {
            // Who has most gives: who sends much takes nothing from who sends little.
            lines.stream()
                    .filter(line -> !line.isFloor())
                    .collect(Collectors.groupingBy(Line::sender, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(entry -> raise(lines, entry.getKey()));
        }
        var floors = lines.stream().filter(Line::isFloor).toList();
        if (floors.size() > most) {
            floors.stream().min(Comparator.comparingLong(Line::date)).ifPresent(lines::remove);
        }
    }

    private static Stream<Line> messages(List<Line> lines, String sender) {
        return lines.stream().filter(line -> !line.isFloor() && line.sender().equals(sender));
    }

    /** The earliest message of somebody goes; its date stays, in place of an earlier one. */
    private static void raise(List<Line> lines, String sender) {
        messages(lines, sender).min(Comparator.comparingLong(Line::date)).ifPresent(first -> {
            lines.remove(first);
            lines.removeIf(line -> line.isFloor() && line.sender().equals(sender));
            lines.add(new Line(first.date(), sender, FLOOR));
        });
    }

    private static String digest(String text, int digits) {
        try {
            var whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, digits / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
