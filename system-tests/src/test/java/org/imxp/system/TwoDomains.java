package org.imxp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.imxp.relay.certificate.CertificateStore;

/** Two relays that run as {@code ./imxp serve}, each for its domain, and trust each other's certificates. */
final class TwoDomains implements AutoCloseable {
    static final String EXAMPLE = "example.com";
    static final String RUBBLE = "rubble.com";

    private final Path folder;
    private RelayProcess example;
    private RelayProcess rubble;

    /** Starts both; the first knows the way to the second. */
    TwoDomains(Path folder) {
        this.folder = folder;
        for (var domain : List.of(EXAMPLE, RUBBLE)) {
            var data = home(domain).resolve("imxp-data");
            try {
                Files.createDirectories(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            new CertificateStore(data, InstantSource.system(), new SecureRandom()).loadOrMake(List.of(domain));
        }
        RelayProcess.addAccounts(home(EXAMPLE), "fred@example.com", "wilma@example.com");
        RelayProcess.addAccounts(home(RUBBLE), "barney@rubble.com", "betty@rubble.com");
        rubble = start(RUBBLE, EXAMPLE, 0, "");
        example = start(EXAMPLE, RUBBLE, 0, route(rubble.meshPort()));
    }

    private static String route(int port) {
        return "routes = { \"" + RUBBLE + "\" = \"127.0.0.1:" + port + "\" }\n";
    }

    private Path home(String domain) {
        return folder.resolve(domain);
    }

    private RelayProcess start(String domain, String other, int meshPort, String routes) {
        var text = """
            domains = ["%s"]
            [listen]
            edge = "127.0.0.1:0"
            mesh = "127.0.0.1:%d"
            [access]
            defaults = [ { actor = "*@example.com", actions = "core:data" }, { actor = "*@rubble.com", actions = "core:data" } ]
            [limits]
            mesh-time-to-answer = "2s"
            [mesh]
            trust = ["%s"]
            %s
            """.formatted(domain, meshPort, home(other).resolve("imxp-data/relay.pem"), routes);
        try {
            Files.writeString(home(domain).resolve("imxp.toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RelayProcess.of(home(domain), Map.of(), "serve", "--config", "imxp.toml");
    }

    RelayProcess example() {
        return example;
    }

    RelayProcess rubble() {
        return rubble;
    }

    /** Starts the second anew, where it was before. */
    void restartRubble(int meshPort) {
        rubble = start(RUBBLE, EXAMPLE, meshPort, "");
    }

    @Override
    public void close() {
        example.close();
        rubble.close();
    }
}
