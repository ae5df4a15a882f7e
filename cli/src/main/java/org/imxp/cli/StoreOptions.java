package org.imxp.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import picocli.CommandLine.Option;

/** Which relay's files a command is about. */
final class StoreOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The relay's configuration (docs/configuration.md). Without it every key has its default.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of what the relay keeps: accounts and its certificate. Default: imxp-data.")
    private Optional<Path> data = Optional.empty();

    boolean isConfigured() {
        return config.isPresent();
    }

    /** The options that are given, as they have to be typed again. */
    String typed() {
        return config.map(file -> " --config " + ShellWord.of(file.toString())).orElse("")
                + data.map(folder -> " --data " + ShellWord.of(folder.toString()))
                        .orElse("");
    }

    /** A reader that knows the environment and these options. */
    ConfigurationReader reader(Surroundings surroundings) {
        var reader = new ConfigurationReader(variables(surroundings.environment()));
        return data.isPresent()
                ? reader.overriding(
                        "--data",
                        "data",
                        surroundings.folder().resolve(data.get()).toString())
                : reader;
    }

    Configuration read(ConfigurationReader reader, Surroundings surroundings) {
        return config.isPresent() ? reader.read(surroundings.folder().resolve(config.get())) : reader.readDefaults();
    }

    /** Variables of the command itself are no keys of the configuration. */
    private static Map<String, String> variables(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.remove(Passwords.VARIABLE);
        variables.remove(Passwords.PASSPHRASE_VARIABLE);
        variables.remove(Surroundings.DEBUG);
        variables.remove(ClientHome.VARIABLE);
        variables.remove(SecureOptions.VARIABLE);
        return variables;
    }
}
