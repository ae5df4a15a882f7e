package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file says, it is read or refused with a sentence that names the file. */
class ConfigurationProperties {
    private static final String SOUND = """
        domains = ["example.com"]
        listen.edge = "127.0.0.1:20913"
        store.url = "sqlite:db/imxp.db"
        mesh.routes = { "rubble.com" = "127.0.0.1:20912" }
        access.defaults = [ { actor = "*@*", actions = "core:data" } ]
        limits.max-payload = "2MiB"
        """;

    @Property(tries = 300)
    void readsOrRefusesAnyKeyWithAnyValue(@ForAll("lines") String line) throws IOException {
        readsOrRefuses(line);
    }

    @Property(tries = 300)
    void readsOrRefusesASoundFileWithDamage(@ForAll("damaged") String text) throws IOException {
        readsOrRefuses(text);
    }

    @Provide
    Arbitrary<String> lines() {
        var keys = Arbitraries.of(Setting.all()).map(Setting::key);
        var values = Arbitraries.of(
                "1",
                "-1",
                "true",
                "1.5",
                "nan",
                "\"\"",
                "\"x\"",
                "[]",
                "[1]",
                "[[]]",
                "[\"\"]",
                "{}",
                "{ a = 1 }",
                "{ a = \"\" }",
                "[{}]",
                "[{ actor = 1, actions = [] }]",
                "2026-11-23",
                "\"\\u0000\"",
                "'''\na\n'''");
        return Combinators.combine(keys, values).as((key, value) -> key + " = " + value + "\n");
    }

    @Provide
    Arbitrary<String> damaged() {
        var places = Arbitraries.integers().between(0, SOUND.length() - 1);
        var damage = Arbitraries.strings().withChars("\"'[]{}=.,#\n\\ a1é\0").ofMaxLength(3);
        return Combinators.combine(places, damage)
                .as((place, text) -> SOUND.substring(0, place) + text + SOUND.substring(place + 1));
    }

    private static void readsOrRefuses(String text) throws IOException {
        var file = Files.createTempFile("imxp", ".toml");
        try {
            Files.writeString(file, text);
            new ConfigurationReader(Map.of()).read(file);
        } catch (ConfigurationException e) {
            assertThat(e.getMessage()).startsWith(file.toString());
        } finally {
            Files.delete(file);
        }
    }
}
