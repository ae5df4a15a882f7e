package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imxp.endpoint.Environment;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.protocol.Address;
import picocli.CommandLine.Option;

/** Whose keys are meant, and where they are kept. */
final class KeyOptions {
    @Option(
            names = "--as",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Who you are, such as fred@example.com.")
    private String endpoint = "";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where your keys are kept, a folder for each endpoint. Default: the variable IMXP_HOME, else"
                    + " .imxp in your home folder.")
    private Optional<Path> home = Optional.empty();

    KeyRing ring(Surroundings surroundings) {
        var address = EndpointArgument.account(endpoint);
        var where = ClientHome.of(home, surroundings.environment(), surroundings.folder(), address);
        return ring(where, address, surroundings);
    }

    static KeyRing ring(ClientHome home, Address address, Surroundings surroundings) {
        // The time is that of the endpoints that use the same keys.
        return new KeyRing(address, home.folder(), Environment.system().clock(), surroundings.random());
    }
}
