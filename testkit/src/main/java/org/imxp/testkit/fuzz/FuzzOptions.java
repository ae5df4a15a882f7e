package org.imxp.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The options with which Jazzer runs a target, from its corpus. New inputs go to {@code target/fuzz/TARGET/found}, and those that
 * break a rule to {@code target/fuzz/TARGET/crashes}. With {@code -merge=1}, the least inputs that reach the same go to
 * {@code target/fuzz/TARGET/merged}.
 */
public final class FuzzOptions {
    private FuzzOptions() {}

    /**
     * The options of a run.
     *
     * @param targets the targets of the room
     * @param room the package above that of the targets
     * @param instrumented the classes that show the way, as Jazzer wants it
     * @param arguments the target's name, and options of Jazzer or of libFuzzer
     * @return for Jazzer's main method
     * @throws IOException if the folders can't be written
     */
    public static String[] of(FuzzTargets targets, String room, String instrumented, String... arguments)
            throws IOException {
        var target = arguments[0];
        var crashes = FuzzTargets.crashes(target);
        var found = FuzzTargets.found(target, "found");
        var options = new ArrayList<>(List.of(
                "--target_class=" + room + ".fuzz." + target,
                "--instrumentation_includes=" + instrumented,
                "--mutator_framework=false",
                "--reproducer_path=" + crashes,
                "-artifact_prefix=" + crashes + "/",
                "-max_len=4096",
                "-timeout=60",
                "-rss_limit_mb=4096"));
        options.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        if (options.contains("-merge=1")) {
            // The first folder gets what is needed of the others.
            options.add(FuzzTargets.found(target, "merged").toString());
        }
        options.add(found.toString());
        options.add(seeds(targets, target).toString());
        return options.toArray(String[]::new);
    }

    private static Path seeds(FuzzTargets targets, String target) throws IOException {
        if (!target.equals(FuzzTargets.EVERY)) {
            return FuzzTargets.folder(target);
        }
        var folder = FuzzTargets.found(target, "seeds");
        // Each build begins with the corpora alone.
        empty(folder);
        empty(FuzzTargets.found(target, "found"));
        targets.writeSeeds(folder);
        return folder;
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
