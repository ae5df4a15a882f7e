package org.imxp.cli.history;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** A program that records an entry for each octet that it reads, and then prints its number and its text. */
final class HistoryWriter {
    private HistoryWriter() {}

    public static void main(String[] arguments) throws IOException {
        // Unbuffered, and a line at once: what was not printed whole was not printed.
        try (var history = History.open(Path.of(arguments[0]), HistoryLimits.DEFAULT, InstantSource.system());
                var out = new FileOutputStream(FileDescriptor.out)) {
            for (int i = 0; System.in.read() >= 0; i++) {
                var text = arguments[1] + i;
                long number = history.add(HistoryTest.entry(HistoryTest.WILMA, text), new byte[500]);
                out.write((number + " " + text + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
