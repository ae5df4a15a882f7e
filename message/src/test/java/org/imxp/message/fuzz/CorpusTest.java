package org.imxp.message.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.imxp.testkit.fuzz.CorpusReplay;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

class CorpusTest {
    private static final List<String> WORDS = List.of(
            "\r\n",
            "\r\n\r\n",
            "--b",
            "--b--\r\n",
            "\r\nContent-Type: ",
            "\r\nContent-Transfer-Encoding: base64",
            "multipart/mixed; boundary=b",
            "; boundary=b",
            "<",
            ">",
            "&",
            "\"",
            "'",
            "]]>",
            "\\",
            "%",
            ",",
            "=",
            " ",
            "\u00E9");

    @TestFactory
    Stream<DynamicTest> corpora(TestReporter reporter) {
        return new CorpusReplay(Targets.ALL, WORDS).tests(reporter);
    }
}
