package org.imxp.relay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** A store in a database that JDBC reaches, with a pool of connections and a schema that migrations bring up to date. */
public final class JdbcStore implements Store {
    /** How long a call waits for another process that holds the database, unless told otherwise: 5 seconds. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMinutes(1);

    private final HikariDataSource pool;
    private final JdbcAccounts accounts;
    private final JdbcHeldData held;
    private final JdbcAccessRows access;
    private final JdbcPresenceData presence;
    private final JdbcContactData contacts;

    private JdbcStore(Database database, HikariDataSource pool) {
        this.pool = pool;
        this.accounts = new JdbcAccounts(database);
        this.held = new JdbcHeldData(database);
        this.access = new JdbcAccessRows(database);
        this.presence = new JdbcPresenceData(database);
        this.contacts = new JdbcContactData(database);
    }

    /**
     * Opens a store, makes it if there is none, and brings its schema up to date.
     *
     * @param url where
     * @return the open store
     * @throws StoreException if the database cannot be used, with one sentence that names it
     */
    public static Store open(StoreUrl url) {
        return open(url, LOCK_TIMEOUT);
    }

    /**
     * Opens a store, makes it if there is none, and brings its schema up to date.
     *
     * @param url where
     * @param lockTimeout how long each call waits for another process that holds the database, 1 ms to 1 minute
     * @return the open store
     * @throws StoreException if the database cannot be used, with one sentence that names it
     * @throws IllegalArgumentException if the timeout is out of range
     */
    public static Store open(StoreUrl url, Duration lockTimeout) {
        if (lockTimeout.toMillis() < 1 || lockTimeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
            throw new IllegalArgumentException("lock timeout " + lockTimeout + ": 1 ms to 1 minute are allowed");
        }
        var dialect = switch (url) {
            case StoreUrl.Sqlite sqlite -> new SqliteDialect(sqlite.file(), lockTimeout);
            case StoreUrl.Postgresql postgresql -> new PostgresqlDialect(postgresql, lockTimeout);
        };
        dialect.alone(() -> Migrations.apply(dialect, dialect.prepare()));
        var pool = pool(dialect);
        return new JdbcStore(new Database(pool, dialect), pool);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public HeldData held() {
        return held;
    }

    @Override
    public AccessRows access() {
        return access;
    }

    @Override
    public PresenceData presence() {
        return presence;
    }

    @Override
    public ContactData contacts() {
        return contacts;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(Dialect dialect) {
        var config = new HikariConfig();
        config.setPoolName("store");
        config.setAutoCommit(true);
        dialect.tune(config);
        return new HikariDataSource(config);
    }
}
