package org.imxp.beep.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** All targets in one, so that a short run begins once: the first octet chooses. */
public final class EveryTarget {
    private EveryTarget() {}

    /**
     * Tries an input.
     *
     * @param input a target's number, and its input
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            var target = Targets.ALL.get((input[0] & 0xFF) % Targets.ALL.size());
            target.getValue().tryInput(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /** Writes the inputs of all targets as inputs of this one. */
    static void writeSeeds(Path folder) throws IOException {
        for (int i = 0; i < Targets.ALL.size(); i++) {
            var name = Targets.ALL.get(i).getKey();
            for (var seed : Targets.corpus(name).entrySet()) {
                var input = new byte[seed.getValue().length + 1];
                input[0] = (byte) i;
                System.arraycopy(seed.getValue(), 0, input, 1, seed.getValue().length);
                Files.write(folder.resolve(name + "-" + seed.getKey()), input);
            }
        }
    }
}
