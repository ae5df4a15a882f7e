package org.imxp.beep.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import org.imxp.testkit.fuzz.FuzzOptions;

/** Runs a target by Jazzer. */
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
        Jazzer.main(FuzzOptions.of(Targets.ALL, "org.imxp.beep", "org.imxp.beep.**:com.ctc.wstx.**", arguments));
    }
}
