package org.imxp.cli;

import java.util.Locale;
import java.util.Optional;
import org.imxp.endpoint.keys.SecurityMode;
import picocli.CommandLine.Option;

/** When messages are signed and encrypted from end to end. */
final class SecureOptions {
    /** The variable that says it where the command line does not. */
    static final String VARIABLE = "IMXP_SECURE";

    @Option(
            names = "--secure",
            paramLabel = "auto|required|off",
            description =
                    "Whether messages are signed and encrypted so that no relay can read them: whenever a key of the"
                            + " other is found, always, or never. Default: the variable IMXP_SECURE, else what you said"
                            + " with ./imxp key mode, else auto.")
    private Optional<SecurityMode> mode = Optional.empty();

    /**
     * What is said for all.
     *
     * @return empty if it is as remembered for each contact
     */
    Optional<SecurityMode> mode(Surroundings surroundings) {
        return mode.or(() -> Optional.of(surroundings.environment().getOrDefault(VARIABLE, ""))
                .filter(text -> !text.isEmpty())
                .map(SecureOptions::read));
    }

    private static SecurityMode read(String text) {
        try {
            return SecurityMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage(
                    "The variable " + VARIABLE + " is " + VisibleText.line(text)
                            + "; auto, required and off are allowed.",
                    e);
        }
    }
}
