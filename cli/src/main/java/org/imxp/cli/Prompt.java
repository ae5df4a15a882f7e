package org.imxp.cli;

import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
interface Prompt {
    /**
     * Asks for a secret, without showing what is typed.
     *
     * @param question what to ask
     * @return the secret, empty when there is no terminal or nobody answers
     */
    Optional<char[]> secret(String question);

    /** The terminal that the program was started from. */
    static Prompt ofSystem() {
        return question -> {
            var console = System.console();
            if (!console.isTerminal()) {
                return Optional.empty();
            }
            return Optional.ofNullable(console.readPassword("%s: ", question));
        };
    }
}
