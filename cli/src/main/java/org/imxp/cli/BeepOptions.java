package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.WireTrace;
import picocli.CommandLine.Option;

/** What both sides of a BEEP session may be told. */
final class BeepOptions {
    @Option(
            names = "--profile",
            paramLabel = "URI",
            defaultValue = BeepCommand.ECHO,
            description = "The profile of the channel. Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "The account that authenticates, and the only one that is served. Default: nobody authenticates.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the account's password. Without it: the variable IMXP_PASSWORD, else you are asked.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--wire", description = "Show every frame: C: of the side that connects, S: of the other.")
    private boolean wire;

    String profile() {
        return profile;
    }

    /** The settings, with the trace if frames are to be shown. */
    SessionSettings traced(SessionSettings settings, WireTrace trace) {
        return wire ? settings.withTrace(trace) : settings;
    }

    /**
     * Does something with the account, if there is one; its password is wiped then.
     *
     * @param work takes name and password; throws {@link IllegalArgumentException} for such as cannot be used
     * @return what the work made; nothing without an account
     * @throws CommandFailure if the name or the password cannot be used, or there is no password
     */
    <T> Optional<T> account(Surroundings surroundings, BiFunction<String, char[], T> work) {
        return user.map(name -> {
            var password = new Passwords(surroundings).existing(name, passwordFile);
            try {
                return work.apply(name, password);
            } catch (IllegalArgumentException e) {
                throw CommandFailure.refused(
                        "The name or the password cannot be used: " + Failures.message(e) + ".", e);
            } finally {
                Arrays.fill(password, '\0');
            }
        });
    }
}
