package org.imxp.bench.beep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;

/** A process that serves or drives one subject. */
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
        var answers = Answering.output();
        if (arguments[1].equals("server")) {
            try (var server = subject.serve(identity)) {
                Answering.serve(answers, command -> serve(server, command));
            }
        } else {
            try (var client = subject.drive(identity)) {
                Answering.serve(answers, command -> drive(client, command));
            }
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
