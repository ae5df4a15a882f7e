package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireLinesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void framesAreCutIntoLinesHoweverTheyCome(int size) {
        var frames = "MSG 1 1 . 52 20\r\nContent-Type: x\r\n\r\n<END\r\nSEQ 1 73 4096\r\nNUL 1 1 . 0 0\r\nEND\r\n";
        assertThat(lines(frames, size))
                .containsExactly(
                        "C: MSG 1 1 . 52 20",
                        "C: Content-Type: x",
                        "C: ",
                        "C: <",
                        "C: END",
                        "C: SEQ 1 73 4096",
                        "C: NUL 1 1 . 0 0",
                        "C: END");
    }

    @Test
    void controlsOfThePeerAreNotSentToTheTerminal() {
        assertThat(lines("\u001b[2J\r\n", 100)).containsExactly("C: <U+001B>[2J");
    }

    @Test
    void aLineWithoutEndIsBounded() {
        assertThat(lines("x".repeat(16_385), 100_000)).hasSize(1);
    }

    @Test
    void whatThePeerSendsIsTheServers() {
        var lines = new ArrayList<String>();
        new WireLines(lines::add).received(ByteBuffer.wrap("SEQ 0 1 2\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(lines).containsExactly("S: SEQ 0 1 2");
    }

    private static List<String> lines(String octets, int size) {
        var lines = new ArrayList<String>();
        var trace = new WireLines(lines::add);
        var bytes = octets.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            trace.sent(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
        }
        return lines;
    }
}
