package org.imxp.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a worker does about a command. */
@FunctionalInterface
public interface Answering {
    /**
     * Does it.
     *
     * @param command its words
     * @return the answer
     */
    Figures answer(String[] command);

    /**
     * Where answers go. What a library prints would be taken for one, so it goes elsewhere from now on.
     *
     * @return the stream for {@link #serve}
     */
    static PrintStream output() {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        return answers;
    }

    /**
     * Takes a command a line, answers each with a line, and ends with its input. What the process uses is answered to all alike.
     *
     * @param answers as of {@link #output}
     * @param answering does the rest
     * @throws IOException if the parent has gone
     */
    static void serve(PrintStream answers, Answering answering) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            var command = line.split(" ", -1);
            var figures = switch (command[0]) {
                case "usage" -> Usage.now();
                case "settle" -> Usage.settled();
                default -> answering.answer(command);
            };
            answers.println(Worker.ANSWER + figures.line());
        }
    }
}
