package org.imxp.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.Disclosure;
import org.imxp.protocol.Address;

/**
 * What each contact may know, as the person has said: a line for each in a small file, which all programs of the person read anew
 * whenever there is something to tell. Whoever is not in it is told nothing. Who has no home has it in memory. Thread-safe.
 */
final class Consents implements Disclosure {
    /** Contacts that may know something. */
    static final int MOST = 1000;

    /** Octets of the file; a longer one was not written here. */
    static final int MOST_OCTETS = 1024 * 1024;

    private static final String FILE = "disclosed.txt";
    private static final String LOCK = "disclosed.lock";
    /** Locks of files are between programs only. */
    private static final Object IN_THIS_PROGRAM = new Object();

    private final Optional<ClientHome> home;
    private Map<String, Set<Disclosed>> memory = Map.of();

    Consents(Optional<ClientHome> home) {
        this.home = home;
    }

    /** What somebody may know; what cannot be read is no consent. Programs of one person may all know the same. */
    @Override
    public Set<Disclosed> to(Address contact) {
        synchronized (IN_THIS_PROGRAM) {
            try {
                return all().getOrDefault(key(contact), Set.of());
            } catch (IOException e) {
                return Set.of();
            }
        }
    }

    /**
     * Lets somebody know more, or less.
     *
     * @throws CommandFailure if that cannot be kept
     */
    void change(Address contact, Set<Disclosed> what, boolean isAllowed) {
        synchronized (IN_THIS_PROGRAM) {
            if (home.isEmpty()) {
                memory = changed(memory, contact, what, isAllowed);
                return;
            }
            // Others wait, so that none takes back what another has just changed.
            try (var lock = FileChannel.open(
                            home.get().file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                write(changed(all(), contact, what, isAllowed));
            } catch (IOException e) {
                throw CommandFailure.refused(
                        "The file " + home.get().folder().resolve(FILE) + " cannot be changed: " + Failures.reason(e)
                                + ".",
                        e);
            }
        }
    }

    private static Map<String, Set<Disclosed>> changed(
            Map<String, Set<Disclosed>> before, Address contact, Set<Disclosed> what, boolean isAllowed) {
        var all = new TreeMap<>(before);
        var now = EnumSet.noneOf(Disclosed.class);
        now.addAll(before.getOrDefault(key(contact), Set.of()));
        boolean _ = isAllowed ? now.addAll(what) : now.removeAll(what);
        if (now.isEmpty()) {
            all.remove(key(contact));
        } else {
            all.put(key(contact), now);
        }
        if (all.size() > MOST) {
            throw CommandFailure.refused("There are " + MOST
                    + " contacts already that may know such things, which is the most: /to one and switch it off.");
        }
        return Collections.unmodifiableMap(all);
    }

    /** The contact with all its programs, in characters that a line of the file can have; those who are nobody are each alone. */
    private static String key(Address contact) {
        return ClientHome.name((contact.isAnonymous() ? contact : contact.parent()).toString());
    }

    // ---- the file --------------------------------------------------------------------------------------------------

    private Map<String, Set<Disclosed>> all() throws IOException {
        if (home.isEmpty()) {
            return memory;
        }
        var file = home.get().folder().resolve(FILE);
        if (!Files.exists(file)) {
            return Map.of();
        }
        if (Files.size(file) > MOST_OCTETS) {
            throw new IOException("it is longer than " + MOST_OCTETS + " octets");
        }
        return Files.readAllLines(file).stream()
                .map(line -> List.of(line.strip().split(" +")))
                .filter(words -> words.size() > 1)
                .collect(Collectors.toMap(List::getFirst, Consents::known, (_, later) -> later, TreeMap::new));
    }

    /** What a later version may add is not meant here. */
    private static Set<Disclosed> known(List<String> words) {
        return Arrays.stream(Disclosed.values())
                .filter(what -> words.contains(word(what)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String word(Disclosed what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /** In one piece: whoever reads meanwhile reads all of the one or of the other. */
    private void write(Map<String, Set<Disclosed>> all) throws IOException {
        var lines = all.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().stream().sorted().map(Consents::word).collect(Collectors.joining(" ")))
                .toList();
        Path target = home.orElseThrow().file(FILE);
        var next = Files.createTempFile(target.getParent(), FILE, ".new");
        try {
            Files.write(next, lines);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
