package org.imxp.relay.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a store's database is: {@code sqlite:PATH} or {@code postgresql://USER@HOST/DATABASE}. */
public sealed interface StoreUrl {
    /**
     * An embedded database in one file.
     *
     * @param file the file; its {@code -wal} and {@code -shm} lie beside it
     */
    record Sqlite(Path file) implements StoreUrl {
        /**
         * Checks that the path names a file.
         *
         * @throws IllegalArgumentException if the path is empty or a root
         */
        public Sqlite {
            var name = file.getFileName();
            if (name == null || name.toString().isEmpty()) {
                throw new IllegalArgumentException(
                        "\"" + file + "\" names no file: give a path such as imxp-data/imxp.db");
            }
        }

        @Override
        public Sqlite resolvedAgainst(Path folder) {
            return new Sqlite(folder.resolve(file));
        }

        @Override
        public String toString() {
            return SQLITE + file;
        }
    }

    /**
     * A database of a PostgreSQL server. Its text shows no password.
     *
     * @param host the server's name or address
     * @param port 1 to 65535
     * @param database the database's name
     * @param user the role that owns the database, or may make tables in it
     * @param password in UTF-8; empty when it is elsewhere, or none is needed
     * @param passwordFile holds the password, and a line end at most; empty when it is elsewhere
     * @param tls how the connection is protected
     */
    record Postgresql(
            String host,
            int port,
            String database,
            String user,
            Optional<Octets> password,
            Optional<Path> passwordFile,
            DatabaseTls tls)
            implements StoreUrl {
        /** The port unless another is named. */
        public static final int PORT = 5432;

        /**
         * Checks what can be checked without the server.
         *
         * @throws IllegalArgumentException if a name is missing, the port is out of range, or there are two passwords
         */
        public Postgresql {
            if (host.isEmpty() || user.isEmpty() || database.isEmpty()) {
                throw new IllegalArgumentException("a host, a user or a database is missing: " + PostgresqlUrl.FORM);
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + ": 1 to 65535 are allowed");
            }
            if (password.isPresent() && passwordFile.isPresent()) {
                throw new IllegalArgumentException("there is a password and a password-file: give one of them");
            }
        }

        @Override
        public Postgresql resolvedAgainst(Path folder) {
            return new Postgresql(
                    host,
                    port,
                    database,
                    user,
                    password,
                    passwordFile.map(folder::resolve),
                    tls.resolvedAgainst(folder));
        }

        @Override
        public String toString() {
            return POSTGRESQL + user + "@" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/"
                    + database;
        }
    }

    /** The start of a URL for an embedded database. */
    String SQLITE = "sqlite:";

    /** The start of a URL for a database of a PostgreSQL server. */
    String POSTGRESQL = "postgresql://";

    /**
     * This URL with a relative path in it taken from a folder.
     *
     * @param folder the folder
     * @return the URL with that path, or itself if it has none
     */
    StoreUrl resolvedAgainst(Path folder);

    /**
     * Reads a URL.
     *
     * @param url such as {@code sqlite:imxp-data/imxp.db} or {@code postgresql://imxp@db.example.com/imxp}
     * @return where the database is
     * @throws IllegalArgumentException if it is no URL of a database that this relay can use
     */
    static StoreUrl parse(String url) {
        if (url.startsWith(POSTGRESQL)) {
            return PostgresqlUrl.parse(url);
        }
        if (!url.startsWith(SQLITE) || url.startsWith("sqlite://") || url.contains(":memory:")) {
            // A mistaken URL may hold a password: only its start is shown.
            throw new IllegalArgumentException(
                    "no store is at \"" + url.split(":", 2)[0] + "...\": use sqlite:PATH or " + PostgresqlUrl.FORM);
        }
        try {
            return new Sqlite(Path.of(url.substring(SQLITE.length())));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(url + " has no usable path: " + e.getReason(), e);
        }
    }
}
