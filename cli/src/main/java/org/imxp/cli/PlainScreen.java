package org.imxp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Consumer;

/** Lines in, lines out: for screen readers, pipes and terminals that can do no more. */
final class PlainScreen implements ChatScreen {
    private final BufferedReader in;
    private final Surroundings surroundings;

    PlainScreen(Surroundings surroundings) {
        this.in = new BufferedReader(new InputStreamReader(surroundings.in(), charset(surroundings)));
        this.surroundings = surroundings;
    }

    private static Charset charset(Surroundings surroundings) {
        return surroundings.charset();
    }

    @Override
    public synchronized void show(String line) {
        surroundings.data(line);
    }

    @Override
    public void status(String line) {
        // Every change is told by a line of its own.
    }

    @Override
    public void onTyping(Consumer<String> line) {
        // Only whole lines come here.
    }

    @Override
    public Optional<String> read() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw CommandFailure.refused("The input cannot be read: " + Failures.reason(e) + ".", e);
        }
    }

    @Override
    public void close() {
        surroundings.out().flush();
    }
}
