package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Access entries in a table. */
final class JdbcAccessRows implements AccessRows {
    /** Removes the entries of an account, subaddresses included. */
    static final String REMOVE_OF_ACCOUNT = "DELETE FROM access_entry WHERE account = ?";

    private static final String ADD = "INSERT INTO access_entry (account, owner, actor, actions, last_update)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (owner, actor) DO NOTHING";
    private static final String REPLACE =
            "UPDATE access_entry SET actions = ?, last_update = ? WHERE owner = ? AND actor = ? AND last_update = ?";
    private static final String REMOVE = "DELETE FROM access_entry WHERE owner = ? AND actor = ? AND last_update = ?";
    private static final String ALL = "SELECT account, owner, actor, actions, last_update FROM access_entry";
    private static final String OF_OWNER = ALL + " WHERE owner = ?";

    private final Database database;

    JdbcAccessRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean change(List<? extends AccessChange> changes) {
        return database.transactionIf(connection -> {
            for (var change : changes) {
                if (change(connection, change) != 1) {
                    return false;
                }
            }
            return true;
        });
    }

    private static int change(Connection connection, AccessChange change) throws SQLException {
        return switch (change) {
            case AccessChange.Put put ->
                put.replaced().isPresent()
                        ? replace(connection, put.entry(), put.replaced().get())
                        : add(connection, put.entry());
            case AccessChange.Remove remove -> remove(connection, remove);
        };
    }

    private static int add(Connection connection, AccessRow entry) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            statement.setString(1, entry.account());
            statement.setString(2, entry.owner());
            statement.setString(3, entry.actor());
            statement.setString(4, entry.actions());
            statement.setLong(5, entry.lastUpdate().toEpochMilli());
            return statement.executeUpdate();
        }
    }

    private static int replace(Connection connection, AccessRow entry, Instant replaced) throws SQLException {
        try (var statement = connection.prepareStatement(REPLACE)) {
            statement.setString(1, entry.actions());
            statement.setLong(2, entry.lastUpdate().toEpochMilli());
            statement.setString(3, entry.owner());
            statement.setString(4, entry.actor());
            statement.setLong(5, replaced.toEpochMilli());
            return statement.executeUpdate();
        }
    }

    private static int remove(Connection connection, AccessChange.Remove remove) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, remove.owner());
            statement.setString(2, remove.actor());
            statement.setLong(3, remove.removed().toEpochMilli());
            return statement.executeUpdate();
        }
    }

    @Override
    public List<AccessRow> of(String owner) {
        return database.query(OF_OWNER, statement -> statement.setString(1, owner), JdbcAccessRows::row);
    }

    @Override
    public void all(Consumer<AccessRow> taker) {
        database.each(ALL, row -> taker.accept(row(row)));
    }

    private static AccessRow row(ResultSet row) throws SQLException {
        return new AccessRow(
                row.getString("account"),
                row.getString("owner"),
                row.getString("actor"),
                row.getString("actions"),
                Instant.ofEpochMilli(row.getLong("last_update")));
    }
}
