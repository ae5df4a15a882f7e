package org.imxp.relay.store;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite, embedded.
 *
 * <p>Write-ahead logging lets one process write while others read; {@code synchronous=FULL} has each commit on disk
 * before it is acknowledged. One thread writes at a time; the others wait for at most the lock timeout.
 */
final class SqliteDialect implements Dialect {
    /** Marks a database as ours in SQLite's file header: the octets "IMXP". */
    private static final int APPLICATION_ID = 0x494D5850;

    private static final int CONNECTIONS = 4;

    private final Path file;
    private final Duration lockTimeout;

    SqliteDialect(Path file, Duration lockTimeout) {
        this.file = file.toAbsolutePath().normalize();
        this.lockTimeout = lockTimeout;
    }

    @Override
    public DataSource prepare() {
        var connections = connections();
        try (var connection = connections.getConnection()) {
            claim(connection);
        } catch (SQLException e) {
            throw explain(e);
        }
        return connections;
    }

    @Override
    public void alone(Runnable work) {
        SqliteFiles.create(file);
        var lock = SqliteFiles.lock(file, lockTimeout);
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    @Override
    public void tune(HikariConfig pool) {
        pool.setDataSource(connections());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        // Hikari refuses less than 250 ms; the database's own timeout is the one that counts.
        pool.setConnectionTimeout(Math.max(1_000, lockTimeout.toMillis()));
    }

    @Override
    public Map<String, String> types() {
        return Map.of("text", "TEXT", "octets", "BLOB", "number", "INTEGER PRIMARY KEY AUTOINCREMENT");
    }

    @Override
    public StoreException explain(SQLException failure) {
        var code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xFF);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(
                        StoreException.Reason.BUSY,
                        file + ": another process holds the database; waited " + lockTimeout.toMillis() + " ms",
                        failure);
            case SQLITE_NOTADB -> unusable("is not a database of imxp: give another path", failure);
            case SQLITE_CORRUPT -> unusable("is damaged: restore it from a backup", failure);
            case SQLITE_FULL -> unusable("cannot grow: the disk is full", failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                unusable("cannot be written: check who owns the file and its folder", failure);
            default -> unusable("does not work: " + failure.getMessage(), failure);
        };
    }

    @Override
    public String name() {
        return file.toString();
    }

    /** Refuses a database of another program; marks an empty one as ours before anything is put into it. */
    private void claim(Connection connection) throws SQLException {
        var id = number(connection, "PRAGMA application_id");
        if (id == APPLICATION_ID) {
            return;
        }
        if (id != 0 || number(connection, "SELECT COUNT(*) FROM sqlite_schema") != 0) {
            throw new StoreException(
                    StoreException.Reason.UNUSABLE, file + " is a database of another program: give another path");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private DataSource connections() {
        var config = new SQLiteConfig();
        config.setBusyTimeout((int) lockTimeout.toMillis());
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        var connections = new SQLiteDataSource(config);
        connections.setUrl("jdbc:sqlite:" + file);
        return connections;
    }

    private StoreException unusable(String what, SQLException failure) {
        return new StoreException(StoreException.Reason.UNUSABLE, file + " " + what, failure);
    }
}
