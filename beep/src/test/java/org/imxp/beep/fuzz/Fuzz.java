package org.imxp.beep.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a target by Jazzer, from its corpus. New inputs go to {@code target/fuzz/TARGET/found}, and those that break a rule to
 * {@code target/fuzz/TARGET/crashes}. With {@code -merge=1}, the least inputs that reach the same go to
 * {@code target/fuzz/TARGET/merged}.
 */
public final class Fuzz {
    private Fuzz() {}

    /**
     * Runs.
     *
     * @param arguments the target's name, and options of Jazzer or of libFuzzer
     * @throws Exception if the folders can't be written
     */
    @SuppressWarnings("SignatureDeclareThrowsException") // A main method has nobody who would handle it.
    public static void main(String[] arguments) throws Exception {
        var target = arguments[0];
        var crashes = Targets.crashes(target);
        var found = folder(target, "found");
        var options = new ArrayList<>(List.of(
                "--target_class=org.imxp.beep.fuzz." + target,
                "--instrumentation_includes=org.imxp.beep.**:com.ctc.wstx.**",
                "--mutator_framework=false",
                "--reproducer_path=" + crashes,
                "-artifact_prefix=" + crashes + "/",
                "-max_len=4096",
                "-timeout=60",
                "-rss_limit_mb=4096"));
        options.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        if (options.contains("-merge=1")) {
            // The first folder gets what is needed of the others.
            options.add(folder(target, "merged").toString());
        }
        options.add(found.toString());
        options.add(seeds(target).toString());
        Jazzer.main(options.toArray(String[]::new));
    }

    private static Path seeds(String target) throws IOException {
        if (!target.equals("EveryTarget")) {
            return Targets.folder(target);
        }
        var folder = folder(target, "seeds");
        // Each build begins with the corpora alone.
        empty(folder);
        empty(folder(target, "found"));
        EveryTarget.writeSeeds(folder);
        return folder;
    }

    private static Path folder(String target, String name) throws IOException {
        return Files.createDirectories(Path.of("target/fuzz", target, name));
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
