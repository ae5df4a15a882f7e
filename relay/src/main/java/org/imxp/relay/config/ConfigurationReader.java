package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a configuration: a file, over it environment variables, over these what the command line says.
 *
 * <p>Relative paths in the file and in defaults are taken from the file's folder, those of variables and options from
 * the working directory. An empty variable is as good as none. Variables and options hold text as it is, lists of text
 * with commas ({@code example.com,rubble.com}), and everything else as in the file.
 */
public final class ConfigurationReader {
    private static final Path WORKING_DIRECTORY = Path.of("");

    private final Map<String, String> environment;
    private final List<Option> overrides;

    /** What one command line option says about one key. */
    private record Option(String name, Setting setting, String text) {}

    /**
     * A reader that heeds variables.
     *
     * @param environment names and values, such as {@link System#getenv()}; those that no key has are ignored
     */
    public ConfigurationReader(Map<String, String> environment) {
        this(environment, List.of());
    }

    private ConfigurationReader(Map<String, String> environment, List<Option> overrides) {
        this.environment = Map.copyOf(environment);
        this.overrides = List.copyOf(overrides);
    }

    /**
     * This reader with one key decided on the command line.
     *
     * @param option how messages name it, such as {@code --edge}
     * @param key which key, such as {@code listen.edge}
     * @param text its value, written as in a variable
     * @return another reader
     * @throws IllegalArgumentException if there is no such key
     */
    public ConfigurationReader overriding(String option, String key, String text) {
        var setting = Setting.find(key).orElseThrow(() -> new IllegalArgumentException(key + ": there is no such key"));
        return new ConfigurationReader(
                environment,
                Stream.concat(overrides.stream(), Stream.of(new Option(option, setting, text)))
                        .toList());
    }

    /**
     * Reads a file and what is over it.
     *
     * @param file a TOML file in UTF-8, at most 1 MiB
     * @return the configuration
     * @throws ConfigurationException if the file cannot be read, or a key or value is wrong
     */
    public Configuration read(Path file) {
        var folder = file.toAbsolutePath().getParent();
        return read(TomlFile.read(file), folder == null ? WORKING_DIRECTORY : folder);
    }

    /**
     * Reads what is over the defaults, without a file.
     *
     * @return the configuration
     * @throws ConfigurationException if a value is wrong
     */
    public Configuration readDefaults() {
        return read(Map.of(), WORKING_DIRECTORY);
    }

    private Configuration read(Map<String, Value> file, Path folder) {
        var values = new LinkedHashMap<>(file);
        refuseNearMisses();
        for (var setting : Setting.all()) {
            var text = environment.getOrDefault(setting.variable(), "");
            if (!text.isEmpty()) {
                values.put(setting.key(), given(setting.variable(), setting, text));
            }
        }
        for (var override : overrides) {
            values.put(override.setting().key(), given(override.name(), override.setting(), override.text()));
        }
        return new Interpreter(values, folder).configuration();
    }

    /** Other programs may have variables that start as ours do, so only what looks like a slip is refused. */
    private void refuseNearMisses() {
        var variables = Setting.all().stream().map(Setting::variable).toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith("IMXP_") && !variables.contains(name))
                .sorted()
                .forEach(name -> Suggestion.nearest(name, variables.stream()).ifPresent(meant -> {
                    throw new ConfigurationException(name + ": there is no such variable: was " + meant + " meant?");
                }));
    }

    private static Value given(String where, Setting setting, String text) {
        return switch (setting.kind()) {
            case TEXT -> new Value(where, setting.key(), WORKING_DIRECTORY, text);
            case TEXTS -> new Value(where, setting.key(), WORKING_DIRECTORY, texts(where, setting, text));
            case AMOUNT -> new Value(where, setting.key(), WORKING_DIRECTORY, text.strip());
            case FLAG, TABLE, TABLES -> TomlFile.value(where, setting, WORKING_DIRECTORY, text);
        };
    }

    private static List<Value> texts(String where, Setting setting, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(part -> new Value(where, setting.key(), WORKING_DIRECTORY, part))
                .toList();
    }
}
