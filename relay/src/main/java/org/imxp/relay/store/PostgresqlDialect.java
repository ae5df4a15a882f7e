package org.imxp.relay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.imxp.relay.store.StoreException.Reason;

/**
 * PostgreSQL, on a server.
 *
 * <p>A commit is on the server's disk before it is acknowledged, whatever the server's own default is. Processes that bring
 * the schema up to date take turns by an advisory lock, which goes with the connection of the process that dies.
 */
final class PostgresqlDialect implements Dialect {
    /** Where a password may be that is not in the URL: the variable that all programs of PostgreSQL know. */
    static final String PASSWORD = "PGPASSWORD";

    /** The advisory lock: the octets "IMXP". */
    private static final long LOCK = 0x494D5850L;

    private static final int CONNECTIONS = 8;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** A server that says nothing for so long is given up, beyond what a lock may take. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final StoreUrl.Postgresql url;
    private final Duration lockTimeout;

    PostgresqlDialect(StoreUrl.Postgresql url, Duration lockTimeout) {
        this.url = url;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public DataSource prepare() {
        return connections();
    }

    @Override
    public void alone(Runnable work) {
        try (var connection = connections().getConnection()) {
            lock(connection);
            work.run();
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        // Let go by the end of the session, so by closing the connection.
        try (var statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    @Override
    public void tune(HikariConfig pool) {
        pool.setDataSource(connections());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Math.max(CONNECT_TIMEOUT.toMillis(), lockTimeout.toMillis()));
    }

    @Override
    public Map<String, String> types() {
        return Map.of(
                "text", "TEXT COLLATE \"C\"",
                "octets", "BYTEA",
                "number", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    }

    @Override
    public StoreException explain(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (failure instanceof SQLTransientConnectionException) {
            return busy("no connection became free", failure);
        }
        return switch (state) {
            case "55P03" -> busy("another process holds it; waited " + lockTimeout.toMillis() + " ms", failure);
            case "40001", "40P01" -> busy("another process changed the same", failure);
            case "53300" -> busy("the server has too many connections", failure);
            case "57P01", "57P02", "57P03" -> busy("the server is being started or stopped", failure);
            case "53100" -> unusable("cannot grow: the disk is full", failure);
            case "3D000" -> unusable("does not exist: make it with createdb", failure);
            case "28000", "28P01" ->
                unusable(
                        "refuses the user: check the user and the password in the URL, its password-file or the"
                                + " variable "
                                + PASSWORD,
                        failure);
            case "42501", "25006" -> unusable("cannot be written: check what the user may do", failure);
            case "08001", "08004", "08006" -> busy("the server can't be reached", failure);
            default -> unusable("does not work: " + failure.getMessage(), failure);
        };
    }

    @Override
    public String name() {
        return url.toString();
    }

    private DataSource connections() {
        var host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        var database = URLEncoder.encode(url.database(), StandardCharsets.UTF_8).replace("+", "%20");
        return new DriverDataSource(
                "jdbc:postgresql://" + host + ":" + url.port() + "/" + database,
                "org.postgresql.Driver",
                properties(),
                url.user(),
                password().orElse(null));
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(Map.of(
                "ApplicationName",
                "imxp",
                "sslmode",
                url.tls().mode().word(),
                "connectTimeout",
                Long.toString(CONNECT_TIMEOUT.toSeconds()),
                "socketTimeout",
                Long.toString(SILENCE.plus(lockTimeout).toSeconds()),
                "tcpKeepAlive",
                "true",
                "options",
                "-c lock_timeout=" + lockTimeout.toMillis() + " -c synchronous_commit=on"));
        if (url.tls().mode() == DatabaseTls.Mode.VERIFY_FULL) {
            url.tls()
                    .authorities()
                    .ifPresentOrElse(
                            file -> properties.setProperty("sslrootcert", file.toString()),
                            () -> properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
        }
        return properties;
    }

    private Optional<String> password() {
        return url.password()
                .map(octets -> new String(octets.copy(), StandardCharsets.UTF_8))
                .or(() -> url.passwordFile().map(this::read))
                .or(() -> Optional.ofNullable(System.getenv(PASSWORD)));
    }

    private String read(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new StoreException(Reason.UNUSABLE, name() + ": its password-file can't be read: " + e, e);
        }
    }

    private StoreException busy(String what, SQLException failure) {
        return new StoreException(Reason.BUSY, name() + ": " + what, failure);
    }

    private StoreException unusable(String what, SQLException failure) {
        return new StoreException(Reason.UNUSABLE, name() + " " + what, failure);
    }
}
