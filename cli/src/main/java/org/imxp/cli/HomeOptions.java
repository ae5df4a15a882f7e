package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imxp.protocol.Address;
import picocli.CommandLine.Option;

/** Whose home is meant by a command that needs no relay, and where it is. */
final class HomeOptions {
    @Option(
            names = "--as",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Who you are, such as fred@example.com.")
    private String endpoint = "";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where your keys and conversations are kept, a folder for each endpoint. Default: the variable"
                            + " IMXP_HOME, else .imxp in your home folder.")
    private Optional<Path> home = Optional.empty();

    Address address() {
        return EndpointArgument.account(endpoint);
    }

    ClientHome home(Surroundings surroundings) {
        return ClientHome.of(home, surroundings.environment(), surroundings.folder(), address());
    }
}
