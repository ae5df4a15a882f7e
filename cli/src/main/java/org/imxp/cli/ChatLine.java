package org.imxp.cli;

import org.imxp.protocol.Address;

/** What a person typed in a chat. */
sealed interface ChatLine {
    /** Something to say to the peer. */
    record Say(String text) implements ChatLine {}

    /** Talk to somebody else. */
    record To(Address peer) implements ChatLine {}

    /** Who am I, and whom do I talk to? */
    record Who() implements ChatLine {}

    /** What can be typed? */
    record Help() implements ChatLine {}

    /** The end. */
    record Quit() implements ChatLine {}

    /** An empty line. */
    record Nothing() implements ChatLine {}

    /** A command that is none. */
    record Wrong(String sentence) implements ChatLine {}

    /** Reads a line. A text that begins with a slash is written with two. */
    static ChatLine parse(String typed) {
        var line = typed.strip();
        if (line.isEmpty()) {
            return new Nothing();
        }
        if (line.startsWith("//")) {
            return new Say(line.substring(1));
        }
        return line.startsWith("/") ? command(line.split("\\s+")) : new Say(typed.stripTrailing());
    }

    private static ChatLine command(String[] words) {
        return switch (words[0]) {
            case "/to" ->
                words.length == 2 ? to(words[1]) : new Wrong("/to needs an endpoint, such as /to wilma@example.com.");
            case "/who" -> new Who();
            case "/help" -> new Help();
            case "/quit" -> new Quit();
            default -> new Wrong("There is no " + VisibleText.line(words[0]) + "; /help lists what there is.");
        };
    }

    private static ChatLine to(String peer) {
        try {
            return new To(EndpointArgument.address(peer));
        } catch (CommandFailure e) {
            return new Wrong(Failures.message(e));
        }
    }
}
