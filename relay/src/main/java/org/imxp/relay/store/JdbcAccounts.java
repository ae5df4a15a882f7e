package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Accounts in a table. */
final class JdbcAccounts implements Accounts {
    private static final String CREDENTIALS =
            "scram_salt, scram_iterations, scram_stored_key, scram_server_key, digest_md5, digest_md5_local";
    private static final String ADD = "INSERT INTO account (endpoint, domain, created, " + CREDENTIALS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (endpoint) DO NOTHING";
    private static final String REPLACE = "UPDATE account SET scram_salt = ?, scram_iterations = ?,"
            + " scram_stored_key = ?, scram_server_key = ?, digest_md5 = ?, digest_md5_local = ? WHERE endpoint = ?";
    private static final String REMOVE = "DELETE FROM account WHERE endpoint = ?";
    private static final String FIND =
            "SELECT endpoint, domain, created, " + CREDENTIALS + " FROM account WHERE endpoint = ?";
    private static final String LIST =
            "SELECT endpoint FROM account WHERE domain = ? AND endpoint > ? ORDER BY endpoint LIMIT ?";
    private static final String DOMAINS = "SELECT DISTINCT domain FROM account ORDER BY domain";
    private static final String COUNT = "SELECT COUNT(*) FROM account";

    private final Database database;

    JdbcAccounts(Database database) {
        this.database = database;
    }

    @Override
    public void add(Account account) {
        var added = database.change(ADD, statement -> set(statement, account));
        if (added == 0) {
            throw new StoreException(
                    StoreException.Reason.EXISTS,
                    account.endpoint() + " exists already: change its password or remove it first");
        }
    }

    @Override
    public List<String> addAll(List<Account> accounts) {
        if (accounts.size() > MAX_PAGE) {
            throw new IllegalArgumentException(
                    accounts.size() + " accounts at once: 0 to " + MAX_PAGE + " are allowed");
        }
        var there = new ArrayList<String>();
        database.transaction(connection -> {
            there.clear();
            try (var statement = connection.prepareStatement(ADD)) {
                for (var account : accounts) {
                    set(statement, account);
                    if (statement.executeUpdate() == 0) {
                        there.add(account.endpoint());
                    }
                }
            }
        });
        return List.copyOf(there);
    }

    @Override
    public void replaceCredentials(String endpoint, Credentials credentials) {
        var changed = database.change(REPLACE, statement -> {
            set(statement, 1, credentials);
            statement.setString(7, endpoint);
        });
        if (changed == 0) {
            throw new StoreException(StoreException.Reason.ABSENT, endpoint + " does not exist: add it first");
        }
    }

    @Override
    public boolean remove(String endpoint) {
        var removed = new AtomicBoolean();
        database.transaction(connection -> {
            removed.set(change(connection, REMOVE, endpoint) == 1);
            // Whoever gets the address later must not get the data of who had it before, nor be bound by what they
            // allowed.
            change(connection, JdbcHeldData.REMOVE_OF_ACCOUNT, endpoint);
            change(connection, JdbcAccessRows.REMOVE_OF_ACCOUNT, endpoint);
            change(connection, JdbcPresenceData.REMOVE_ENTRIES_OF_ACCOUNT, endpoint);
            change(connection, JdbcPresenceData.REMOVE_OPERATIONS_ABOUT_ACCOUNT, endpoint);
            change(connection, JdbcPresenceData.REMOVE_OPERATIONS_OF_ACCOUNT, endpoint);
            change(connection, JdbcContactData.REMOVE_LIST_OF_ACCOUNT, endpoint);
            change(connection, JdbcContactData.REMOVE_REQUESTS_OF_ACCOUNT, endpoint);
            change(connection, JdbcContactData.REMOVE_REQUESTS_WITH_ACCOUNT, endpoint);
        });
        return removed.get();
    }

    private static int change(Connection connection, String sql, String endpoint) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, endpoint);
            return statement.executeUpdate();
        }
    }

    @Override
    public Optional<Account> find(String endpoint) {
        return database.query(FIND, statement -> statement.setString(1, endpoint), JdbcAccounts::account).stream()
                .findFirst();
    }

    @Override
    public List<String> list(String domain, String after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page of " + limit + " endpoints: 1 to " + MAX_PAGE + " are allowed");
        }
        return database.query(
                LIST,
                statement -> {
                    statement.setString(1, domain);
                    statement.setString(2, after);
                    statement.setInt(3, limit);
                },
                row -> row.getString("endpoint"));
    }

    @Override
    public List<String> domains() {
        return database.query(DOMAINS, statement -> {}, row -> row.getString("domain"));
    }

    @Override
    public long count() {
        return database.query(COUNT, statement -> {}, row -> row.getLong(1)).getFirst();
    }

    private static void set(PreparedStatement statement, Account account) throws SQLException {
        statement.setString(1, account.endpoint());
        statement.setString(2, account.domain());
        statement.setLong(3, account.created().toEpochMilli());
        set(statement, 4, account.credentials());
    }

    private static void set(PreparedStatement statement, int first, Credentials credentials) throws SQLException {
        var scram = credentials.scram();
        statement.setBytes(first, scram.salt().copy());
        statement.setInt(first + 1, scram.iterations());
        statement.setBytes(first + 2, scram.storedKey().copy());
        statement.setBytes(first + 3, scram.serverKey().copy());
        statement.setBytes(first + 4, credentials.digestMd5().whole().copy());
        statement.setBytes(first + 5, credentials.digestMd5().local().copy());
    }

    private static Account account(ResultSet row) throws SQLException {
        var scram = new Credentials.Scram(
                octets(row, "scram_salt"),
                row.getInt("scram_iterations"),
                octets(row, "scram_stored_key"),
                octets(row, "scram_server_key"));
        var digestMd5 = new Credentials.DigestMd5(octets(row, "digest_md5"), octets(row, "digest_md5_local"));
        return new Account(
                row.getString("endpoint"),
                row.getString("domain"),
                new Credentials(scram, digestMd5),
                Instant.ofEpochMilli(row.getLong("created")));
    }

    private static Octets octets(ResultSet row, String column) throws SQLException {
        return Octets.of(row.getBytes(column));
    }
}
