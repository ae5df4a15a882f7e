package org.imxp.cli;

import java.util.Optional;
import java.util.function.Consumer;

/** Where a chat is shown and typed. Lines may come from any thread. */
interface ChatScreen extends AutoCloseable {
    /** Adds a line above where the person types. */
    void show(String line);

    /** Changes the line that stays in sight, where there is one. */
    void status(String line);

    /** Sets who is told, for each key, what the line is that is being typed; where keys cannot be seen it never is. */
    void onTyping(Consumer<String> line);

    /** Waits for a line that the person types; empty at the end. */
    Optional<String> read();

    @Override
    void close();
}
