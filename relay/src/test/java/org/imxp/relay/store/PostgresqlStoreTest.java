package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.relay.store.StoreException.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class PostgresqlStoreTest extends StoreContract {
    private static final Duration SHORT = Duration.ofMillis(1);

    private Optional<PostgresqlServer> running = Optional.empty();
    private Optional<StoreUrl.Postgresql> database = Optional.empty();

    @BeforeAll
    void startAServer() throws IOException, InterruptedException {
        var programs = PostgresqlServer.installed();
        assumeTrue(programs.isPresent(), "no PostgreSQL server is installed in /usr/lib/postgresql");
        running = Optional.of(PostgresqlServer.start(programs.get()));
    }

    @AfterAll
    void stopTheServer() throws IOException, InterruptedException {
        if (running.isPresent()) {
            running.get().close();
        }
    }

    /** Before the contract opens its store. */
    @BeforeEach
    @Override
    void openTheStore() {
        try {
            database = Optional.of(server().newDatabase());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        super.openTheStore();
    }

    private PostgresqlServer server() {
        return running.orElseThrow();
    }

    private StoreUrl.Postgresql url() {
        return database.orElseThrow();
    }

    @Override
    Store open() {
        return JdbcStore.open(url());
    }

    @Test
    void opensOneNewDatabaseManyTimesAtOnce() throws Exception {
        var fresh = server().newDatabase();
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
    void saysThatAnotherProcessIsOpeningTheDatabase() throws SQLException {
        try (var connection = server().raw(url().database());
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x494D5850L + ")");

            fails(url(), Reason.BUSY, "another process holds it; waited 1 ms");
        }
        JdbcStore.open(url(), Duration.ofSeconds(30)).close();
    }

    @Test
    void saysThatAnotherProcessHoldsTheDatabase() throws SQLException {
        try (var patient = JdbcStore.open(url(), Duration.ofMillis(50));
                var connection = server().raw(url().database());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> patient.accounts().add(Samples.FRED))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY))
                    .hasMessage(url() + ": another process holds it; waited 50 ms");

            connection.rollback();
            patient.accounts().add(Samples.FRED);
        }
    }

    @Test
    void waitsForTheServersDisk() throws SQLException {
        try (var connection = server().raw("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + url().database() + " SET synchronous_commit = off");
        }
        try (var connection = new PostgresqlDialect(url(), SHORT).prepare().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW synchronous_commit")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("on");
        }
    }

    @Test
    void saysThatTheServerIsGoneAndWorksWhenItIsBack() throws IOException, InterruptedException {
        var store = another();
        store.accounts().add(Samples.FRED);
        server().stop();
        try {
            assertThatThrownBy(() -> store.accounts().count()).isInstanceOf(StoreException.class);
            fails(url(), Reason.BUSY, "the server can't be reached");
        } finally {
            server().startAgain();
        }
        assertThat(store.accounts().count()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAUrlWithoutThePassword() {
        var url = url();
        fails(server().url("nowhere"), Reason.UNUSABLE, "does not exist: make it with createdb");
        fails(
                with(url, Optional.of(Octets.of("guess".getBytes(StandardCharsets.UTF_8))), Optional.empty()),
                Reason.UNUSABLE,
                "refuses the user: check the user and the password");
        fails(
                with(url, Optional.empty(), Optional.of(Path.of("missing.secret"))),
                Reason.UNUSABLE,
                "its password-file can't be read");
    }

    @Test
    void readsThePasswordFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("db.secret"), PostgresqlServer.PASSWORD + "\n");

        try (var store = JdbcStore.open(with(url(), Optional.empty(), Optional.of(file)))) {
            assertThat(store.accounts().count()).isZero();
        }
    }

    @Test
    void refusesADatabaseOfAnotherProgram() throws SQLException {
        var other = server().newDatabase();
        try (var connection = server().raw(other.database());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE account (name TEXT)");
        }

        fails(other, Reason.UNUSABLE, "is a database of another program: give another one");
    }

    @Test
    void refusesASchemaOfANewerVersion() throws SQLException {
        try (var connection = server().raw(url().database());
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', checksum,"
                            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE"
                            + " version = '1'");
        }

        fails(url(), Reason.UNUSABLE, "has a schema that this version does not know: a newer version made it");
    }

    private static StoreUrl.Postgresql with(
            StoreUrl.Postgresql url, Optional<Octets> password, Optional<Path> passwordFile) {
        return new StoreUrl.Postgresql(
                url.host(), url.port(), url.database(), url.user(), password, passwordFile, url.tls());
    }

    private static void fails(StoreUrl url, Reason reason, String because) {
        assertThatThrownBy(() -> JdbcStore.open(url, SHORT).close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(url.toString())
                .hasMessageContaining(because)
                .hasMessageNotContaining(PostgresqlServer.PASSWORD)
                .hasMessageNotContaining("guess")
                .hasMessageNotContaining("\n");
    }
}
