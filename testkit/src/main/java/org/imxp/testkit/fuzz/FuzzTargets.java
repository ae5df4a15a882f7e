package org.imxp.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The targets of a room by name, and where their files are. Paths are relative to the module.
 *
 * @param all the targets; their order is part of the inputs of {@link #EVERY}
 */
public record FuzzTargets(List<Map.Entry<String, FuzzTarget>> all) {
    /** The name of the target that consists of all others, so that a short run begins once. */
    public static final String EVERY = "EveryTarget";

    /** Copies the list. */
    public FuzzTargets {
        all = List.copyOf(all);
    }

    /**
     * Tries an input by one of the targets.
     *
     * @param input a target's number, and its input
     */
    public void tryEvery(byte[] input) {
        if (input.length > 0) {
            var target = all.get((input[0] & 0xFF) % all.size());
            target.getValue().tryInput(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /**
     * The inputs that are kept.
     *
     * @param target a target's name
     * @return by file name, in order
     */
    public static Map<String, byte[]> corpus(String target) {
        var inputs = new TreeMap<String, byte[]>();
        var folder = folder(target);
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    inputs.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return inputs;
    }

    static Path folder(String target) {
        return Path.of("src/test/corpus", target);
    }

    /** A folder of what a run finds. */
    static Path found(String target, String kind) throws IOException {
        return Files.createDirectories(Path.of("target/fuzz", target, kind));
    }

    /** Where inputs go that break a rule. */
    static Path crashes(String target) throws IOException {
        return found(target, "crashes");
    }

    /** Writes the inputs of all targets as inputs of {@link #EVERY}. */
    void writeSeeds(Path folder) throws IOException {
        for (int i = 0; i < all.size(); i++) {
            var name = all.get(i).getKey();
            for (var seed : corpus(name).entrySet()) {
                var input = new byte[seed.getValue().length + 1];
                input[0] = (byte) i;
                System.arraycopy(seed.getValue(), 0, input, 1, seed.getValue().length);
                Files.write(folder.resolve(name + "-" + seed.getKey()), input);
            }
        }
    }
}
