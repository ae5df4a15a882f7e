package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of the tests' own: in a temporary folder, on a port of loopback, with a password. */
final class PostgresqlServer {
    static final String USER = "relay";
    static final String PASSWORD = "only for these tests";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int TRIES = 5;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresqlServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The programs of the newest server that is installed, if one is. */
    static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.comparingInt(programs -> Integer.parseInt(
                            programs.getName(programs.getNameCount() - 2).toString())));
        }
    }

    static PostgresqlServer start(Path programs) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("imxp-postgresql");
        var secret = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            // The server refuses to run as root; its package has made a user for it.
            var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(secret, owner);
            Files.setOwner(folder, owner);
        }
        run(
                folder,
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // An order of its own, so that a query that forgets to ask for the order of code points is found out.
                "--locale-provider=icu",
                "--icu-locale=en");
        for (int i = 1; ; i++) {
            var server = new PostgresqlServer(programs, folder, freePort());
            try {
                server.control("start", "--wait", "--options=" + server.options(), "--log=" + folder.resolve("log"));
                return server;
            } catch (AssertionError e) {
                // Another may have taken the port in between.
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private String options() {
        // Nobody pulls the plug in these tests, so the disk need not be waited for.
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
    }

    /** Makes a database. */
    StoreUrl.Postgresql newDatabase() throws SQLException {
        var name = "test" + DATABASES.incrementAndGet();
        try (var connection = raw("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    StoreUrl.Postgresql url(String database) {
        return (StoreUrl.Postgresql) StoreUrl.parse(
                "postgresql://" + USER + ":" + PASSWORD.replace(" ", "%20") + "@127.0.0.1:" + port + "/" + database);
    }

    Connection raw(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    /** Stops as a crash would: connections are cut at once. */
    void stop() throws IOException, InterruptedException {
        control("stop", "--mode=immediate", "--wait");
    }

    void startAgain() throws IOException, InterruptedException {
        control("start", "--wait", "--options=" + options(), "--log=" + folder.resolve("log"));
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(programs.resolve("pg_ctl").toString(), "--pgdata=" + folder.resolve("data")));
        command.addAll(List.of(arguments));
        run(folder, command.toArray(String[]::new));
    }

    void close() throws IOException, InterruptedException {
        stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var all = new ArrayList<String>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        all.addAll(List.of(command));
        var output = Files.createTempFile("imxp-postgresql", ".out");
        try {
            var process = new ProcessBuilder(all)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor()).as(() -> said(output)).isZero();
        } finally {
            Files.delete(output);
        }
    }

    private static String said(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
