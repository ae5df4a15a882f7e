package org.imxp.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where workers run, so that server and client do not take time from each other.
 *
 * @param server the server's core
 * @param client the client's core
 */
public record Cores(int server, int client) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * The first two cores that this process may use.
     *
     * @return none without {@code taskset}, or with one core only
     */
    public static Optional<Cores> find() {
        var taskset = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        if (!taskset || !Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .map(line -> parse(line.substring(line.indexOf(':') + 1).strip()))
                    .filter(cores -> cores.size() > 1)
                    .map(cores -> new Cores(cores.get(0), cores.get(1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a list of cores as the system writes it.
     *
     * @param list such as {@code 0-3,8}
     * @return each
     */
    public static List<Integer> parse(String list) {
        var cores = new ArrayList<Integer>();
        for (var range : list.split(",", -1)) {
            var ends = range.split("-", 2);
            var last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
