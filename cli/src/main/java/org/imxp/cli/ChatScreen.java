package org.imxp.cli;

import java.util.Optional;

/** Where a chat is shown and typed. Lines may come from any thread. */
interface ChatScreen extends AutoCloseable {
    /** Adds a line above where the person types. */
    void show(String line);

    /** Changes the line that stays in sight, where there is one. */
    void status(String line);

    /** Waits for a line that the person types; empty at the end. */
    Optional<String> read();

    @Override
    void close();
}
