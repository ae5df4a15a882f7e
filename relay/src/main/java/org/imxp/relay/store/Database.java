package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Runs transactions, most of them of one statement: when a method returns, the database has what it did on disk.
 *
 * @param connections where connections come from
 * @param dialect what this database does differently
 */
record Database(DataSource connections, Dialect dialect) {
    private static final int ROWS_AT_ONCE = 1_000;

    /** Sets a statement's parameters. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Makes a value of the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a statement that changes something; returns the number of rows changed. */
    int change(String sql, Parameters parameters) {
        return run(sql, statement -> {
            parameters.set(statement);
            return statement.executeUpdate();
        });
    }

    /** Runs a query. */
    <T> List<T> query(String sql, Parameters parameters, Row<T> row) {
        return run(sql, statement -> {
            parameters.set(statement);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return List.copyOf(found);
        });
    }

    /** Several statements of one transaction. */
    interface Statements {
        void on(Connection connection) throws SQLException;
    }

    /** Runs statements all or none; the first of them is to change something, as SQLite lets no reader become a writer late. */
    void transaction(Statements statements) {
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                statements.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** Statements of one transaction that may find that they are not to be. */
    interface Attempt {
        boolean on(Connection connection) throws SQLException;
    }

    /** Runs statements like {@link #transaction}, and undoes them if they say so; returns what they say. */
    boolean transactionIf(Attempt attempt) {
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean done = attempt.on(connection);
                if (done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return done;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** Takes a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    /** Runs a query whose rows may be too many to have all at once. */
    void each(String sql, Taker taker) {
        try (var connection = connections.getConnection()) {
            // PostgreSQL gives rows bit by bit only inside a transaction.
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.take(rows);
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    private static void undo(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private <T> T run(String sql, Work<T> work) {
        try (var connection = connections.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
