package org.imxp.bench.beep;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The parent's hold on a {@link WorkerMain}. */
final class Worker implements AutoCloseable {
    /** What a worker's answers begin with. */
    static final String ANSWER = "answer ";

    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    /** All of the heap is resident from the start, so that what grows later is native memory. */
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.leakDetection.level=disabled");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    /** How workers are started. */
    record Start(Path identity, Optional<Cores> cores, Optional<Path> recordings) {
        Worker server(Subject subject) {
            return new Worker(command(subject, "server", cores.map(Cores::server)));
        }

        Worker client(Subject subject) {
            return new Worker(command(subject, "client", cores.map(Cores::client)));
        }

        private List<String> command(Subject subject, String side, Optional<Integer> core) {
            var command = new ArrayList<String>();
            core.ifPresent(number -> command.addAll(List.of("taskset", "-c", number.toString())));
            command.add(
                    Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
            command.addAll(JVM);
            recordings.ifPresent(
                    folder -> command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                            + folder.resolve(side + "-" + subject + ".jfr") + ",jdk.CPUTimeSample#enabled=true"));
            command.addAll(List.of(
                    "-cp",
                    ManagementFactory.getRuntimeMXBean().getClassPath(),
                    WorkerMain.class.getName(),
                    subject.name(),
                    side,
                    identity.toString()));
            return command;
        }
    }

    private Worker(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    Figures ask(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                // The JVM itself may say something too.
                if (line.startsWith(ANSWER)) {
                    return Figures.parse(line.substring(ANSWER.length()));
                }
            }
            throw new IllegalStateException("a worker has ended instead of answering \"" + command + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException("a worker has ended instead of taking \"" + command + "\"", e);
        }
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
