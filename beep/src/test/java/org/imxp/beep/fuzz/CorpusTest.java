package org.imxp.beep.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.imxp.testkit.fuzz.CorpusReplay;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

class CorpusTest {
    private static final List<String> WORDS = List.of(
            "0",
            "9",
            " ",
            "\r\n",
            "END\r\n",
            "MSG",
            "NUL",
            "SEQ 0 0 4096\r\n",
            "2147483648",
            "<",
            "&",
            "'",
            "]]>",
            "=",
            ",");

    @TestFactory
    Stream<DynamicTest> corpora(TestReporter reporter) {
        return new CorpusReplay(Targets.ALL, WORDS).tests(reporter);
    }
}
