package org.imxp.cli.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The database of a history.
 *
 * <p>Write-ahead logging lets several programs of one person read and write at once. {@code synchronous=FULL}: a commit is on
 * disk before it is acknowledged, so that neither a killed program nor a power cut takes what a person has seen; people write
 * a few messages a second at most, which leaves the time.
 */
final class HistoryFile {
    static final int VERSION = 1;
    /** The octets "IMXH" in SQLite's file header. */
    private static final int APPLICATION_ID = 0x494D5848;

    private static final int BUSY_MILLIS = 5_000;
    private static final long AGAIN_NANOS = 20_000_000;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE entry (number INTEGER PRIMARY KEY AUTOINCREMENT, sent INTEGER NOT NULL, peer TEXT NOT NULL,"
                    + " subaddress TEXT, originator TEXT NOT NULL, recipients TEXT NOT NULL, at INTEGER NOT NULL,"
                    + " message_id TEXT, subject TEXT, text TEXT NOT NULL, security TEXT, fate TEXT,"
                    + " files TEXT NOT NULL, raw BLOB, octets INTEGER NOT NULL)",
            "CREATE INDEX entry_peer ON entry (peer, number)",
            "CREATE INDEX entry_at ON entry (at)",
            // Counted as they come and go: to count them all at each message would take longer with every one.
            "CREATE TABLE total (entries INTEGER NOT NULL, octets INTEGER NOT NULL)",
            "INSERT INTO total VALUES (0, 0)",
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
            "CREATE VIRTUAL TABLE words USING fts5 (subject, text, files, content = 'entry', content_rowid = 'number',"
                    + " tokenize = 'unicode61')",
            // What is deleted is gone from the index too, not only marked.
            "INSERT INTO words (words, rank) VALUES ('secure-delete', 1)",
            "CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN"
                    + " INSERT INTO words (rowid, subject, text, files)"
                    + " VALUES (new.number, new.subject, new.text, new.files);"
                    + " UPDATE total SET entries = entries + 1, octets = octets + new.octets; END",
            "CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN"
                    + " INSERT INTO words (words, rowid, subject, text, files)"
                    + " VALUES ('delete', old.number, old.subject, old.text, old.files);"
                    + " UPDATE total SET entries = entries - 1, octets = octets - old.octets; END",
            "PRAGMA application_id = " + APPLICATION_ID,
            "PRAGMA user_version = " + VERSION);

    private final Path file;

    HistoryFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** Opens it, and makes it if it is not there; nobody else may read it. */
    Connection open() {
        create();
        long end = System.nanoTime() + Duration.ofMillis(BUSY_MILLIS).toNanos();
        while (true) {
            try {
                return opened();
            } catch (SQLException e) {
                if (!isBusy(e) || System.nanoTime() - end >= 0) {
                    throw explain(e);
                }
                // SQLite itself does not wait where two programs make the file, or leave it and come, at once.
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
    }

    private static boolean isBusy(SQLException failure) {
        return (failure.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private Connection opened() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        var connection = source.getConnection();
        try {
            return Transaction.in(connection, this::prepared);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection prepared(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        int owner = number(connection, "PRAGMA application_id");
        boolean isEmpty = number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (!isEmpty && owner != APPLICATION_ID) {
            throw new HistoryException(file + " is a database of another program");
        }
        if (version > VERSION) {
            throw new HistoryException(file + " was made by a newer version of this program: it has the form " + version
                    + ", and this version knows those up to " + VERSION);
        }
        if (isEmpty) {
            try (var statement = connection.createStatement()) {
                for (var sql : SCHEMA) {
                    statement.execute(sql);
                }
            }
        }
        return connection;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void create() {
        FileAttribute<?>[] owner =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            // SQLite gives its other files the permissions of this one.
            FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)
                    .close();
        } catch (FileAlreadyExistsException e) {
            // It is opened below. To open it here would, on closing, drop the locks that this process has on it
            // (POSIX).
        } catch (IOException e) {
            throw new HistoryException(file + " cannot be made: " + e, e);
        }
    }

    HistoryException explain(SQLException failure) {
        var code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xFF);
        var why = switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "is held by another program; waited " + BUSY_MILLIS + " ms";
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                "is damaged, and is left as it is: move it away to begin a new one, or put a backup in its place";
            case SQLITE_FULL -> "cannot grow: the disk is full";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "cannot be written: check who owns it and its folder";
            default -> "does not work: " + failure.getMessage();
        };
        return new HistoryException(file + " " + why, failure);
    }
}
