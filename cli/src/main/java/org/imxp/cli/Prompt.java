package org.imxp.cli;

import java.io.Console;
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
        return question -> Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", question)));
    }
}
