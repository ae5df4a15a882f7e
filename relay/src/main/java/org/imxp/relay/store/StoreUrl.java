package org.imxp.relay.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a store's database is: {@code sqlite:PATH}. */
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

    /** The start of a URL for an embedded database. */
    String SQLITE = "sqlite:";

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
     * @param url such as {@code sqlite:imxp-data/imxp.db}
     * @return where the database is
     * @throws IllegalArgumentException if it is no URL of a database that this relay can use
     */
    static StoreUrl parse(String url) {
        if (url.startsWith("postgresql:")) {
            throw new IllegalArgumentException("postgresql is not supported by this version: use sqlite:PATH");
        }
        if (!url.startsWith(SQLITE) || url.startsWith("sqlite://") || url.contains(":memory:")) {
            // A mistaken URL may hold a password: only its start is shown.
            throw new IllegalArgumentException("no store is at \"" + url.split(":", 2)[0] + "...\": use sqlite:PATH");
        }
        try {
            return new Sqlite(Path.of(url.substring(SQLITE.length())));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(url + " has no usable path: " + e.getReason(), e);
        }
    }
}
