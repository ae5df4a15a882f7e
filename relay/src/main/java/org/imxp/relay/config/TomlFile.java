package org.imxp.relay.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** The values of a TOML file with their lines; a key that no setting has is refused. */
final class TomlFile {
    /** The most octets of a file. */
    static final int MAX_FILE = 1 << 20;

    private final String name;
    private final Path base;
    private final boolean hasLines;

    private TomlFile(String name, Path base, boolean hasLines) {
        this.name = name;
        this.base = base;
        this.hasLines = hasLines;
    }

    /** The values of a file, by key. */
    static Map<String, Value> read(Path file) {
        var folder = file.toAbsolutePath().getParent();
        return new TomlFile(file.toString(), folder == null ? Path.of("") : folder, true).settings(parse(file));
    }

    /** A single value written as in a file, from a place without lines. */
    static Value value(String where, Setting setting, Path base, String toml) {
        var parsed = Toml.parse("value = " + toml);
        var content = parsed.get("value");
        if (parsed.hasErrors() || parsed.size() != 1 || content == null) {
            throw new ConfigurationException(where + ": " + setting.key() + ": \"" + toml + "\" is not allowed: "
                    + setting.allowed() + ", written as in the file");
        }
        return new TomlFile(where, base, false).value(where, setting.key(), content);
    }

    private static TomlParseResult parse(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new ConfigurationException(
                        file + ": " + Files.size(file) + " octets are too many: at most " + MAX_FILE + " are allowed");
            }
            var parsed = Toml.parse(Files.readString(file, StandardCharsets.UTF_8));
            if (parsed.hasErrors()) {
                var first = parsed.errors().getFirst();
                throw new ConfigurationException(
                        file + ":" + first.position().line() + ": not TOML: " + first.getMessage(), first);
            }
            return parsed;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": not UTF-8", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e, e);
        }
    }

    private Map<String, Value> settings(TomlTable root) {
        var values = new LinkedHashMap<String, Value>();
        for (var name : root.keySet()) {
            if (Setting.isSection(name) && !name.isEmpty()) {
                var section = value(root, name, name);
                section.table().forEach((key, value) -> values.put(name + "." + key, value));
            } else {
                values.put(name, value(root, name, name));
            }
        }
        values.forEach((key, value) -> {
            if (Setting.find(key).isEmpty()) {
                throw value.fault("there is no such key" + Suggestion.forKey(key));
            }
        });
        return values;
    }

    private Value value(TomlTable table, String name, String key) {
        return value(where(table.inputPositionOf(List.of(name))), key, get(table, name));
    }

    private Value value(String where, String key, Object toml) {
        return new Value(where, key, base, content(key, toml));
    }

    private String where(@Nullable TomlPosition position) {
        return hasLines && position != null ? name + ":" + position.line() : name;
    }

    private static Object get(TomlTable table, String name) {
        var content = table.get(List.of(name));
        if (content == null) {
            throw new IllegalStateException("TOML key " + name + " has no value");
        }
        return content;
    }

    private Object content(String key, Object toml) {
        return switch (toml) {
            case TomlTable table -> {
                var values = new LinkedHashMap<String, Value>();
                table.keySet().forEach(name -> values.put(name, value(table, name, key + "." + name)));
                yield values;
            }
            case TomlArray array -> {
                var values = new ArrayList<Value>();
                for (var i = 0; i < array.size(); i++) {
                    values.add(value(where(array.inputPositionOf(i)), key, array.get(i)));
                }
                yield values;
            }
            case Object other -> other;
        };
    }
}
