package org.imxp.relay.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the connection to a database server is protected.
 *
 * @param mode how much is asked of the server
 * @param authorities a file with the certificates of the authorities that are trusted; empty for the system's
 */
public record DatabaseTls(Mode mode, Optional<Path> authorities) {
    /** How much is asked of the server, in the words of {@code sslmode}. */
    public enum Mode {
        /** No TLS. */
        DISABLE("disable"),
        /** TLS if the server has it: for a server on the same machine. */
        PREFER("prefer"),
        /** TLS, whoever the server is. */
        REQUIRE("require"),
        /** TLS, with a certificate of a trusted authority for the host's name. */
        VERIFY_FULL("verify-full");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /**
         * Its word in a URL.
         *
         * @return such as {@code verify-full}
         */
        public String word() {
            return word;
        }
    }

    DatabaseTls resolvedAgainst(Path folder) {
        return new DatabaseTls(mode, authorities.map(folder::resolve));
    }
}
