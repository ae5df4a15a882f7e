package org.imxp.bench.beep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A process that serves or drives one subject. It takes a command a line, answers each with a line, and ends with its input. */
public final class WorkerMain {
    private WorkerMain() {}

    /**
     * Starts the worker.
     *
     * @param arguments the subject, {@code server} or {@code client}, the file of the identity
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var subject = Subject.valueOf(arguments[0]);
        var identity = Identity.read(Path.of(arguments[2]));
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What a library prints would be taken for an answer.
        System.setOut(System.err);
        if (arguments[1].equals("server")) {
            try (var server = subject.serve(identity)) {
                answer(answers, command -> serve(server, command));
            }
        } else {
            try (var client = subject.drive(identity)) {
                answer(answers, command -> drive(client, command));
            }
        }
    }

    /** What a command does. */
    private interface Answering {
        Figures answer(String[] command);
    }

    private static void answer(PrintStream answers, Answering answering) throws IOException {
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

    private static Figures serve(Server server, String[] command) {
        return Figures.of("port", server.port(Case.parse(command[1])));
    }

    private static Figures drive(Client client, String[] command) {
        return switch (command[0]) {
            case "run" ->
                client.run(
                                Case.parse(command[1]),
                                Integer.parseInt(command[2]),
                                Duration.ofMillis(Long.parseLong(command[3])))
                        .figures();
            case "hold" -> {
                var count = Integer.parseInt(command[3]);
                client.hold(count, Case.parse(command[1]), Integer.parseInt(command[2]));
                yield Figures.of("held", count);
            }
            case "release" -> {
                client.release();
                yield Figures.of("held", 0);
            }
            default -> throw new IllegalArgumentException("command " + command[0]);
        };
    }
}
