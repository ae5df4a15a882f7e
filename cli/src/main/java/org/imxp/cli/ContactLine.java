package org.imxp.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.imxp.protocol.Address;

/** What a person typed in a chat about contacts and strangers. */
sealed interface ContactLine {
    /** Ask somebody. */
    record Ask(Address who, String note) implements ContactLine {}

    /** Who is on my list, and how are they? */
    record All() implements ContactLine {}

    /** Put somebody on my list. */
    record Add(Address who, String name) implements ContactLine {}

    /** Take somebody off it. */
    record Remove(Address who) implements ContactLine {}

    /** Who asks me? */
    record Requests() implements ContactLine {}

    /** Accept somebody who asks. */
    record Accept(Address who) implements ContactLine {}

    /** Ignore somebody who asks. */
    record Ignore(Address who) implements ContactLine {}

    /** Reads the words of such a line, of which there is one at least. */
    static ChatLine parse(String... words) {
        return switch (words[0]) {
            case "/contacts" -> new ChatLine.Meet(new All());
            case "/requests" -> new ChatLine.Meet(new Requests());
            default -> somebody(words);
        };
    }

    private static ChatLine somebody(String... words) {
        boolean takesMore = words[0].equals("/ask") || words[0].equals("/add");
        if (words.length < 2 || (words.length > 2 && !takesMore)) {
            return new ChatLine.Wrong(words[0] + " needs somebody, such as betty@rubble.com.");
        }
        try {
            var who = EndpointArgument.address(words[1]);
            var more = Arrays.stream(words).skip(2).collect(Collectors.joining(" "));
            return new ChatLine.Meet(
                    switch (words[0]) {
                        case "/ask" -> new Ask(who, more);
                        case "/add" -> new Add(who, more);
                        case "/remove" -> new Remove(who);
                        case "/accept" -> new Accept(who);
                        default -> new Ignore(who);
                    });
        } catch (CommandFailure e) {
            return new ChatLine.Wrong(Failures.message(e));
        }
    }
}
