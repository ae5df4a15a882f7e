package org.imxp.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;

/** The texts of the messages that an endpoint gets, in their order. */
final class Received {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    /** Of an endpoint from now on, and of what waited for it. */
    static Received by(Endpoint endpoint) {
        var received = new Received();
        endpoint.onMessage(message -> received.texts.add(message.text()));
        return received;
    }

    /** The next one, which has to come. */
    String next() {
        try {
            var text = texts.poll(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no message came within " + Lines.DEADLINE);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All up to one, which has to come; without that one. */
    List<String> until(String last) {
        var all = new ArrayList<String>();
        for (var text = next(); !text.equals(last); text = next()) {
            all.add(text);
        }
        return all;
    }

    /** Whether anything has come that was not asked for. */
    boolean isEmpty() {
        return texts.isEmpty();
    }
}
