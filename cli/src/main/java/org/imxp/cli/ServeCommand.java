package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.relay.Relay;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp serve}. */
@Command(
        name = "serve",
        description = "Runs a relay until Ctrl-C.",
        footer = {
            "",
            "Without options it serves localhost on this machine only, with its data in ./imxp-data.",
            "",
            "Examples:",
            "  ./imxp serve",
            "  ./imxp serve --domain example.com --edge 0.0.0.0:10913",
            "  ./imxp serve --config imxp.toml"
        })
final class ServeCommand implements Runnable {
    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(names = "--domain", paramLabel = "D", description = "A domain to serve; may be given repeatedly.")
    private List<String> domains = new ArrayList<>();

    @Option(names = "--edge", paramLabel = "HOST:PORT", description = "Where endpoints connect.")
    private Optional<String> edge = Optional.empty();

    @Option(names = "--mesh", paramLabel = "HOST:PORT", description = "Where other relays connect.")
    private Optional<String> mesh = Optional.empty();

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Where browsers connect. (Nothing listens there in this version.)")
    private Optional<String> http = Optional.empty();

    private final Surroundings surroundings;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var configuration = configuration();
        PlainLogging.tellWhatHappens();
        var over = new CompletableFuture<Boolean>();
        surroundings.stop().onStop(() -> over.complete(true));
        try (var relay = Relay.start(configuration)) {
            Welcome.lines(relay, configuration, store, surroundings.folder()).forEach(surroundings::talk);
            var _ = Forever.result(over);
            surroundings.talk("Stopping ...");
        }
        surroundings.talk("Stopped.");
    }

    private Configuration configuration() {
        var reader = store.reader(surroundings);
        if (!domains.isEmpty()) {
            reader = reader.overriding("--domain", "domains", String.join(",", domains));
        }
        reader = overriding(reader, "edge", edge);
        reader = overriding(reader, "mesh", mesh);
        reader = overriding(reader, "http", http);
        return store.read(reader, surroundings);
    }

    private static ConfigurationReader overriding(ConfigurationReader reader, String name, Optional<String> value) {
        return value.map(text -> reader.overriding("--" + name, "listen." + name, text))
                .orElse(reader);
    }
}
