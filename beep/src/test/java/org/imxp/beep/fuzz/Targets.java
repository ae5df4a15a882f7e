package org.imxp.beep.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The targets by name, and where their files are. Paths are relative to the module. */
final class Targets {
    /** What tries an input. */
    @FunctionalInterface
    interface Target {
        void tryInput(byte[] input);
    }

    /** All but {@link EveryTarget}, which consists of them. The order is part of that target's inputs. */
    static final List<Map.Entry<String, Target>> ALL = List.of(
            Map.entry("FrameTarget", FrameTarget::fuzzerTestOneInput),
            Map.entry("ManagementTarget", ManagementTarget::fuzzerTestOneInput),
            Map.entry("MimeTarget", MimeTarget::fuzzerTestOneInput),
            Map.entry("SaslServerTarget", SaslServerTarget::fuzzerTestOneInput),
            Map.entry("SaslClientTarget", SaslClientTarget::fuzzerTestOneInput),
            Map.entry("SessionTarget", SessionTarget::fuzzerTestOneInput),
            Map.entry("DialogueTarget", DialogueTarget::fuzzerTestOneInput));

    private Targets() {}

    /** The inputs that are kept, by file name, in order. */
    static Map<String, byte[]> corpus(String target) {
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

    /** Where inputs go that break a rule. */
    static Path crashes(String target) throws IOException {
        return Files.createDirectories(Path.of("target/fuzz", target, "crashes"));
    }
}
