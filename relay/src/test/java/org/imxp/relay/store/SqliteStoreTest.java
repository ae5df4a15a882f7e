package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.relay.store.StoreException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    private static final Duration SHORT = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    @Override
    Store open() {
        return JdbcStore.open(url());
    }

    private StoreUrl url() {
        return new StoreUrl.Sqlite(file());
    }

    private Path file() {
        return folder.resolve("imxp-data/deep/imxp.db");
    }

    private Connection raw(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Test
    void makesFolderAndFilesForTheOwnerAlone() throws IOException {
        another().accounts().add(Samples.FRED);

        assertThat(permissions(folder.resolve("imxp-data"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("imxp-data/deep"))).isEqualTo("rwx------");
        try (var files = Files.list(folder.resolve("imxp-data/deep"))) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void writesAheadAndWaitsForTheDisk() throws SQLException {
        var connections = new SqliteDialect(file(), SHORT).prepare();
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            assertThat(text(statement.executeQuery("PRAGMA journal_mode"))).isEqualTo("wal");
            assertThat(text(statement.executeQuery("PRAGMA synchronous"))).isEqualTo("2");
            assertThat(text(statement.executeQuery("PRAGMA foreign_keys"))).isEqualTo("1");
            assertThat(text(statement.executeQuery("PRAGMA busy_timeout"))).isEqualTo("1");
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenTheProcessIsKilled() throws IOException {
        another().accounts().add(Samples.FRED);

        // What a killed process leaves: the files as they are, and no one to tidy them.
        var left = Files.createDirectories(folder.resolve("left"));
        for (var suffix : new String[] {"", "-wal"}) {
            Files.copy(file().resolveSibling("imxp.db" + suffix), left.resolve("imxp.db" + suffix));
        }

        try (var store = JdbcStore.open(new StoreUrl.Sqlite(left.resolve("imxp.db")))) {
            assertThat(store.accounts().find("fred@example.com")).contains(Samples.FRED);
        }
    }

    @Test
    void forgetsAWriteThatWasCutOffBeforeItWasAcknowledged() throws IOException, SQLException {
        another().accounts().add(Samples.FRED);
        var left = Files.createDirectories(folder.resolve("left")).resolve("imxp.db");
        try (var connection = raw(file())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM account");
                Files.copy(file(), left);
                Files.copy(file().resolveSibling("imxp.db-wal"), left.resolveSibling("imxp.db-wal"));
            }
            connection.rollback();
        }

        try (var store = JdbcStore.open(new StoreUrl.Sqlite(left))) {
            assertThat(store.accounts().find("fred@example.com")).contains(Samples.FRED);
        }
    }

    @Test
    void opensOneNewDatabaseManyTimesAtOnce() throws Exception {
        var fresh = new StoreUrl.Sqlite(folder.resolve("fresh/imxp.db"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 6)
                    .<Callable<Void>>mapToObj(n -> () -> {
                        try (var store = JdbcStore.open(fresh, Duration.ofSeconds(30))) {
                            store.accounts().add(Samples.account("user" + n + "@example.com", "example.com", n));
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        try (var store = JdbcStore.open(fresh)) {
            assertThat(store.accounts().count()).isEqualTo(6);
        }
    }

    @Test
    void saysThatAnotherProcessHoldsTheDatabase() throws SQLException {
        var patient = JdbcStore.open(url(), SHORT);
        try (patient;
                var connection = raw(file());
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> patient.accounts().add(Samples.FRED))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY))
                    .hasMessage(file() + ": another process holds the database; waited 1 ms");
            assertThat(patient.accounts().count()).isZero();

            statement.execute("ROLLBACK");
            patient.accounts().add(Samples.FRED);
        }
    }

    @Test
    void saysAtTheStartThatAnotherProcessHoldsTheDatabase() throws SQLException {
        var held = folder.resolve("held.db");
        try (var connection = raw(held);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (c)");
            statement.execute("BEGIN EXCLUSIVE");

            fails(held, Reason.BUSY, "another process holds the database; waited 1 ms");
        }
    }

    @Test
    void saysThatAnotherProcessIsOpeningTheDatabase() {
        var file = folder.resolve("opening.db");
        try (var lock = SqliteFiles.lock(file, SHORT)) {
            assertThat(lock).isNotNull();
            fails(file, Reason.BUSY, "another process opens it; waited 1 ms");
        }
        JdbcStore.open(new StoreUrl.Sqlite(file)).close();
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        var file = Files.writeString(
                folder.resolve("letter.txt"), "Dear Fred, this is a letter and not a database.\n".repeat(99));

        fails(file, Reason.UNUSABLE, "is not a database of imxp: give another path");
        assertThat(file).content().startsWith("Dear Fred");
    }

    @Test
    void refusesADatabaseOfAnotherProgram() throws SQLException {
        var other = folder.resolve("other.db");
        try (var connection = raw(other);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE account (name TEXT)");
        }
        fails(other, Reason.UNUSABLE, "is a database of another program: give another path");

        var marked = folder.resolve("marked.db");
        try (var connection = raw(marked);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = 42");
        }
        fails(marked, Reason.UNUSABLE, "is a database of another program: give another path");
    }

    @Test
    void refusesADamagedDatabase() throws IOException {
        another().accounts().add(Samples.FRED);
        another().close();
        var damaged = folder.resolve("damaged.db");
        try (var store = JdbcStore.open(new StoreUrl.Sqlite(damaged))) {
            store.accounts().add(Samples.FRED);
        }
        var octets = Files.readAllBytes(damaged);
        java.util.Arrays.fill(octets, 100, octets.length, (byte) 0x55);
        Files.write(damaged, octets);

        fails(damaged, Reason.UNUSABLE, "is damaged: restore it from a backup");
    }

    @Test
    void refusesASchemaOfANewerVersion() throws SQLException {
        try (var connection = raw(file());
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', checksum,"
                            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE"
                            + " version = '1'");
        }

        fails(file(), Reason.UNUSABLE, "has a schema that this version does not know: a newer version made it");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("in-the-way"), "");

        fails(inTheWay.resolve("imxp.db"), Reason.UNUSABLE, "in the way");
        fails(folder.resolve("imxp-data"), Reason.UNUSABLE, "in the way");
        fails(Path.of("/proc/imxp/imxp.db"), Reason.UNUSABLE, "cannot be made");
    }

    @Test
    void refusesALockTimeoutOneBeyondTheBounds() {
        var fresh = new StoreUrl.Sqlite(folder.resolve("fresh.db"));
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcStore.open(fresh, Duration.ofNanos(999_999)));
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcStore.open(fresh, Duration.ofMillis(60_001)));
        assertThat(folder.resolve("fresh.db")).doesNotExist();
    }

    private static void fails(Path file, Reason reason, String because) {
        assertThatThrownBy(
                        () -> JdbcStore.open(new StoreUrl.Sqlite(file), SHORT).close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(java.sql.ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next() ? Objects.toString(rows.getString(1)) : "";
        }
    }
}
