package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class JsonObjectTest {
    @Test
    void writesTextsAndLists() {
        var json = new JsonObject()
                .with("a", "x \"y\" \\ \n \u001b \u20ac \ud83d\ude00")
                .with("b", List.of("1", "2"));
        assertThat(json)
                .hasToString("{\"a\":\"x \\\"y\\\" \\\\ \\n \\u001b \\u20ac \\ud83d\\ude00\",\"b\":[\"1\",\"2\"]}");
        assertThat(new JsonObject().with("none", List.of())).hasToString("{\"none\":[]}");
    }

    @Property
    void isOneLineOfPrintableAscii(@ForAll String text) {
        var json = new JsonObject().with("a", text).toString();
        assertThat(json.chars().allMatch(c -> c >= ' ' && c < 0x7f)).isTrue();
        assertThat(json.substring(6, json.length() - 2).replace("\\\\", "").replace("\\\"", ""))
                .doesNotContain("\"");
    }
}
