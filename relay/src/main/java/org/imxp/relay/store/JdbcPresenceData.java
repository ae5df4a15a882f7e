package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Presence in two tables. */
final class JdbcPresenceData implements PresenceData {
    /** Removes the entries of an account, subaddresses included. */
    static final String REMOVE_ENTRIES_OF_ACCOUNT = "DELETE FROM presence_entry WHERE account = ?";
    /** Removes the operations about an account. */
    static final String REMOVE_OPERATIONS_ABOUT_ACCOUNT = "DELETE FROM presence_operation WHERE subject_account = ?";
    /** Removes the operations of an account. */
    static final String REMOVE_OPERATIONS_OF_ACCOUNT = "DELETE FROM presence_operation WHERE originator_account = ?";

    private static final String OPERATION =
            "subject, subject_account, originator, originator_account, kind, trans_id, duration, begun";
    private static final String ENTRIES =
            "SELECT account, publisher, last_update, entry, next_closing FROM presence_entry"
                    + " WHERE publisher > ? ORDER BY publisher LIMIT ?";
    private static final String OPERATIONS = "SELECT " + OPERATION + " FROM presence_operation"
            + " WHERE (subject, originator, kind) > (?, ?, ?) ORDER BY subject, originator, kind LIMIT ?";

    /** The statements that changes are made of. */
    private enum Statement {
        PUT("INSERT INTO presence_entry (account, publisher, last_update, entry, next_closing) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (publisher) DO UPDATE SET last_update = excluded.last_update, entry = excluded.entry,"
                + " next_closing = excluded.next_closing"),
        DROP("DELETE FROM presence_entry WHERE publisher = ?"),
        BEGIN("INSERT INTO presence_operation (" + OPERATION + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (subject, originator, kind) DO UPDATE SET trans_id = excluded.trans_id,"
                + " duration = excluded.duration, begun = excluded.begun"),
        END("DELETE FROM presence_operation WHERE subject = ? AND originator = ? AND kind = ? AND trans_id = ?"
                + " AND begun = ?");

        private final String sql;

        Statement(String sql) {
            this.sql = sql;
        }
    }

    private final Database database;

    JdbcPresenceData(Database database) {
        this.database = database;
    }

    @Override
    public void change(List<PresenceChange> changes) {
        database.transaction(connection -> {
            try (var group = new Group(connection)) {
                for (var change : changes) {
                    group.add(change);
                }
            }
        });
    }

    /** Prepares each statement once for all changes of a transaction. */
    private static final class Group implements AutoCloseable {
        private final Connection connection;
        private final Map<Statement, PreparedStatement> prepared = new EnumMap<>(Statement.class);

        Group(Connection connection) {
            this.connection = connection;
        }

        void add(PresenceChange change) throws SQLException {
            switch (change) {
                case PresenceChange.Put put -> put(statement(Statement.PUT), put.entry());
                case PresenceChange.Drop drop -> {
                    var statement = statement(Statement.DROP);
                    statement.setString(1, drop.publisher());
                    statement.executeUpdate();
                }
                case PresenceChange.Begin begin -> begin(statement(Statement.BEGIN), begin.operation());
                case PresenceChange.End end -> end(statement(Statement.END), end.operation());
            }
        }

        private PreparedStatement statement(Statement which) throws SQLException {
            var found = prepared.get(which);
            if (found == null) {
                found = connection.prepareStatement(which.sql);
                prepared.put(which, found);
            }
            return found;
        }

        private static void put(PreparedStatement statement, PresenceRow entry) throws SQLException {
            statement.setString(1, entry.account());
            statement.setString(2, entry.publisher());
            statement.setLong(3, entry.lastUpdate().toEpochMilli());
            statement.setString(4, entry.entry());
            statement.setLong(5, entry.nextClosing().toEpochMilli());
            statement.executeUpdate();
        }

        private static void begin(PreparedStatement statement, OperationRow operation) throws SQLException {
            statement.setString(1, operation.subject());
            statement.setString(2, operation.subjectAccount());
            statement.setString(3, operation.originator());
            statement.setString(4, operation.originatorAccount());
            statement.setString(5, operation.kind());
            statement.setInt(6, operation.transId());
            statement.setInt(7, operation.duration());
            statement.setLong(8, operation.begun().toEpochMilli());
            statement.executeUpdate();
        }

        private static void end(PreparedStatement statement, OperationRow operation) throws SQLException {
            statement.setString(1, operation.subject());
            statement.setString(2, operation.originator());
            statement.setString(3, operation.kind());
            statement.setInt(4, operation.transId());
            statement.setLong(5, operation.begun().toEpochMilli());
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            for (var statement : prepared.values()) {
                statement.close();
            }
        }
    }

    @Override
    public List<PresenceRow> entries(String after, int limit) {
        check(limit);
        return database.query(
                ENTRIES,
                statement -> {
                    statement.setString(1, after);
                    statement.setInt(2, limit);
                },
                row -> new PresenceRow(
                        row.getString("account"),
                        row.getString("publisher"),
                        Instant.ofEpochMilli(row.getLong("last_update")),
                        row.getString("entry"),
                        Instant.ofEpochMilli(row.getLong("next_closing"))));
    }

    @Override
    public List<OperationRow> operations(Optional<OperationRow> after, int limit) {
        check(limit);
        return database.query(
                OPERATIONS,
                statement -> {
                    statement.setString(1, after.map(OperationRow::subject).orElse(""));
                    statement.setString(2, after.map(OperationRow::originator).orElse(""));
                    statement.setString(3, after.map(OperationRow::kind).orElse(""));
                    statement.setInt(4, limit);
                },
                JdbcPresenceData::operation);
    }

    private static OperationRow operation(ResultSet row) throws SQLException {
        return new OperationRow(
                row.getString("subject"),
                row.getString("subject_account"),
                row.getString("originator"),
                row.getString("originator_account"),
                row.getString("kind"),
                row.getInt("trans_id"),
                row.getInt("duration"),
                Instant.ofEpochMilli(row.getLong("begun")));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page of " + limit + ": 1 to " + MAX_PAGE + " are allowed");
        }
    }
}
