package org.imxp.bench.measure;

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

/** The parent's hold on a process that answers by {@link Answering}. */
public final class Worker implements AutoCloseable {
    /** What a worker's answers begin with. */
    static final String ANSWER = "answer ";

    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    /** All of the heap is resident from the start, so that what grows later is native memory. */
    private static final List<String> USUAL_HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.leakDetection.level=disabled");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    /**
     * How a worker is started.
     *
     * @param main the class that it runs
     * @param core the core that it keeps to, if it does
     * @param recording the file of a JFR recording, if there is to be one
     * @param arguments for the class
     * @param heap the most of its heap in MiB, if it is to grow; else it has 256 MiB from the start
     */
    public record Start(
            Class<?> main,
            Optional<Integer> core,
            Optional<Path> recording,
            List<String> arguments,
            Optional<Integer> heap) {
        /**
         * A worker with the usual heap.
         *
         * @param main the class that it runs
         * @param core the core that it keeps to, if it does
         * @param recording the file of a JFR recording, if there is to be one
         * @param arguments for the class
         */
        public Start(Class<?> main, Optional<Integer> core, Optional<Path> recording, List<String> arguments) {
            this(main, core, recording, arguments, Optional.empty());
        }

        /**
         * The same with another heap.
         *
         * @param most in MiB; it grows until then
         * @return how to start it
         */
        public Start withHeap(int most) {
            return new Start(main, core, recording, arguments, Optional.of(most));
        }

        /**
         * Starts it.
         *
         * @return the worker, to be closed by the caller
         */
        public Worker start() {
            var command = new ArrayList<String>();
            core.ifPresent(number -> command.addAll(List.of("taskset", "-c", number.toString())));
            command.add(
                    Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
            command.addAll(heap.map(most -> List.of("-Xmx" + most + "m")).orElse(USUAL_HEAP));
            command.addAll(JVM);
            recording.ifPresent(
                    file -> command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file
                            + ",jdk.CPUTimeSample#enabled=true"));
            command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath(), main.getName()));
            command.addAll(arguments);
            return new Worker(command);
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

    /**
     * Has a command done.
     *
     * @param command a line
     * @return what the worker answers
     */
    public Figures ask(String command) {
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
