package org.imxp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A conversation as the RFCs write them: what one side sends and what the other has to answer.
 *
 * <p>A file is a title, {@code Key: value} lines, an empty line, and then these:
 *
 * <ul>
 *   <li>{@code C: text} the line, with CRLF, that the tested peer is sent;
 *   <li>{@code S: text} the line, with CRLF, that the tested peer has to send;
 *   <li>{@code C: (octets: 16 03 01)} octets without CRLF; {@code C: (4097 times x)} the same letter many times, no CRLF;
 *   <li>{@code C: (goes away)} the connection is cut;
 *   <li>{@code S: (ends: text)} the tested peer ends the session, and its reason has this text;
 *   <li>{@code == name ==} what follows is said on the session of that name, begun when it is first named;
 *   <li>{@code # text} a remark.
 * </ul>
 *
 * <p>In a frame header {@code _} stands for the seqno or size that is right at that place: computed when sent, checked
 * when received; in {@code SEQ 1 _ 4096} it stands for any ackno. The key {@code Requirements} names what the conversation
 * proves. The key {@code Opening} names a file of the same form with which each session begins; in it {@code {actor}} is the
 * session's name, {@code {actor in base64}} that in base64, and {@code {Key}} the value
 * of a key, or of {@code Key of ACTOR} if there is one.
 *
 * @param name the file's name
 * @param settings the keys and values
 * @param opening what is said first on each session
 * @param turns what is said, in order
 */
public record Conversation(String name, Map<String, String> settings, List<Turn> opening, List<Turn> turns) {
    /** The key that names requirements. */
    private static final String REQUIREMENTS = "Requirements";

    private static final Map<String, Set<String>> PROVED = new ConcurrentHashMap<>();

    /** Copies the collections. */
    public Conversation {
        settings = Map.copyOf(settings);
        opening = List.copyOf(opening);
        turns = List.copyOf(turns);
    }

    /** One line of a conversation, or several that belong to one frame. */
    public sealed interface Turn {
        /**
         * Where it stands.
         *
         * @return the number of its first line in the file
         */
        int line();
    }

    /**
     * Lines to send.
     *
     * @param line where they stand
     * @param lines the lines, without their CRLF
     */
    public record Says(int line, List<String> lines) implements Turn {
        /** Copies the list. */
        public Says {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line to expect.
     *
     * @param line where it stands
     * @param text the line, without its CRLF
     */
    public record Hears(int line, String text) implements Turn {}

    /**
     * The tested peer ends the session.
     *
     * @param line where it stands
     * @param reason what its reason has to contain
     */
    public record Ends(int line, String reason) implements Turn {}

    /**
     * This side cuts the connection.
     *
     * @param line where it stands
     */
    public record GoesAway(int line) implements Turn {}

    /**
     * The scene changes to another session.
     *
     * @param line where it stands
     * @param actor whose session
     */
    public record SwitchesTo(int line, String actor) implements Turn {}

    /**
     * Reads the conversations of a folder.
     *
     * @param folder a folder with {@code *.conversation} files
     * @return them, by name
     */
    public static List<Conversation> readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conversation"))
                    .sorted()
                    .map(Conversation::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the conversation
     */
    public static Conversation read(Path file) {
        try {
            var conversation = new ConversationReader(file, Files.readAllLines(file)).read();
            PROVED.put(conversation.name(), conversation.requirements());
            return conversation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the conversation proves.
     *
     * @return requirement IDs
     */
    public Set<String> requirements() {
        var ids = new LinkedHashSet<String>();
        for (var id : settings.getOrDefault(REQUIREMENTS, "").split("[ ,]+", -1)) {
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The requirements of the conversation that a test's display name begins with. */
    static Set<String> requirementsOf(String displayName) {
        return PROVED.getOrDefault(displayName.split(" ", 2)[0], Set.of());
    }

    /** Reads the lines of a file. */
    private static final class ConversationReader {
        private final Path file;
        private final String name;
        private final List<String> lines;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<Turn> turns = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private int saidFrom;
        private int number;

        ConversationReader(Path file, List<String> lines) {
            this.file = file;
            this.name = file.getFileName().toString();
            this.lines = lines;
        }

        Conversation read() throws IOException {
            while (number < lines.size() && !lines.get(number).isBlank()) {
                var line = lines.get(number++);
                var colon = line.indexOf(": ");
                if (!line.startsWith("#") && colon > 0) {
                    settings.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            while (number < lines.size()) {
                turn(lines.get(number++));
            }
            endSaid();
            return new Conversation(name, settings, opening(), turns);
        }

        private List<Turn> opening() throws IOException {
            var opening = settings.get("Opening");
            if (opening == null) {
                return List.of();
            }
            var path = file.resolveSibling(opening);
            return new ConversationReader(path, Files.readAllLines(path)).read().turns();
        }

        private void turn(String line) {
            if (line.startsWith("C: (goes away)")) {
                endSaid();
                turns.add(new GoesAway(number));
            } else if (line.startsWith("C:")) {
                say(text(line));
            } else if (line.startsWith("S: (ends: ")) {
                endSaid();
                turns.add(new Ends(number, line.substring("S: (ends: ".length(), line.lastIndexOf(')'))));
            } else if (line.startsWith("S:")) {
                endSaid();
                turns.add(new Hears(number, text(line)));
            } else if (line.startsWith("== ") && line.endsWith(" ==")) {
                endSaid();
                turns.add(new SwitchesTo(number, line.substring(3, line.length() - 3)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException(
                        name + ":" + number + ": expected C:, S:, == actor ==, # or an empty line: " + line);
            }
        }

        private void say(String text) {
            if (said.isEmpty()) {
                saidFrom = number;
            }
            said.add(text);
            // A frame is said whole, so that its size can be computed.
            if (text.equals("END") || (said.size() == 1 && text.startsWith("SEQ "))) {
                endSaid();
            }
        }

        private void endSaid() {
            if (!said.isEmpty()) {
                turns.add(new Says(saidFrom, List.copyOf(said)));
                said.clear();
            }
        }

        private static String text(String line) {
            return line.length() <= 3 ? "" : line.substring(3);
        }
    }
}
