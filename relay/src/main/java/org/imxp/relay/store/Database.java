package org.imxp.relay.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Runs single statements, each its own transaction: when a method returns, the database has what it did on disk.
 *
 * @param connections where connections come from
 * @param dialect what this database does differently
 */
record Database(DataSource connections, Dialect dialect) {
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
