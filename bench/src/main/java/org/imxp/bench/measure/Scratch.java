package org.imxp.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder for as long as something is measured.
 *
 * @param folder where it is
 */
public record Scratch(Path folder) implements AutoCloseable {
    /**
     * Makes one among the system's temporary files.
     *
     * @return the folder
     * @throws IOException if it can't be made
     */
    public static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("imxp-bench"));
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
