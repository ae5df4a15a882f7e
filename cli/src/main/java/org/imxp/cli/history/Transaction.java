package org.imxp.cli.history;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Changes that are made together or not at all.
 *
 * <p>They are begun and ended by SQL: the driver's own commit begins the next transaction at once, for which it would wait for other
 * programs again, and fail after what was asked for is done.
 */
final class Transaction {
    private Transaction() {}

    /** What is done in one. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One that reads first and writes then could not wait for another program, so it says from the start that it writes. */
    static <T> T in(Connection connection, Work<T> work) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        try {
            var result = work.on(connection);
            execute(connection, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                execute(connection, "ROLLBACK");
            } catch (SQLException ended) {
                // A full disk has ended it already; what is told is why.
                e.addSuppressed(ended);
            }
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
