package org.imxp.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.imxp.protocol.Address;

/** What a person typed in a chat about strangers. */
sealed interface ContactLine {
    /** Ask somebody. */
    record Ask(Address who, String note) implements ContactLine {}

    /** Who asks me? */
    record Requests() implements ContactLine {}

    /** Accept somebody who asks. */
    record Accept(Address who) implements ContactLine {}

    /** Ignore somebody who asks. */
    record Ignore(Address who) implements ContactLine {}

    /** Reads the words of such a line, of which there is one at least. */
    static ChatLine parse(String... words) {
        if (words[0].equals("/requests")) {
            return new ChatLine.Meet(new Requests());
        }
        boolean isAsking = words[0].equals("/ask");
        if (words.length < 2 || (words.length > 2 && !isAsking)) {
            return new ChatLine.Wrong(words[0] + " needs somebody, such as betty@rubble.com.");
        }
        try {
            var who = EndpointArgument.address(words[1]);
            var note = Arrays.stream(words).skip(2).collect(Collectors.joining(" "));
            return new ChatLine.Meet(
                    isAsking ? new Ask(who, note) : words[0].equals("/accept") ? new Accept(who) : new Ignore(who));
        } catch (CommandFailure e) {
            return new ChatLine.Wrong(Failures.message(e));
        }
    }
}
