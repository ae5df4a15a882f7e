package org.imxp.cli;

import java.util.Optional;
import java.util.Set;
import org.imxp.endpoint.Composing;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.Endpoint;
import org.imxp.protocol.Address;

/** What a chat tells others of its person, beside messages, where the person lets them know. Thread-safe. */
final class ChatSignals {
    private final Endpoint endpoint;
    private final Consents consents;
    private Optional<Composing> composing = Optional.empty();

    ChatSignals(Endpoint endpoint, Consents consents) {
        this.endpoint = endpoint;
        this.consents = consents;
        endpoint.disclose(consents);
    }

    /** The line that the person is typing has changed. A command is nothing for others. */
    synchronized void typed(String line, Optional<Address> peer) {
        boolean isCommand = line.startsWith("/") && !line.startsWith("//");
        if (line.isBlank()) {
            stopped();
        } else if (!isCommand) {
            peer.map(this::to).ifPresent(Composing::typed);
        }
    }

    private Composing to(Address peer) {
        if (composing.filter(now -> now.peer().equals(peer)).isEmpty()) {
            stopped();
            composing = Optional.of(endpoint.composing(peer));
        }
        return composing.orElseThrow();
    }

    /** A message was sent to somebody. */
    synchronized void sent(Address peer) {
        composing.ifPresent(now -> {
            if (now.peer().equals(peer)) {
                now.sent();
            } else {
                now.stopped();
            }
        });
    }

    /** Nothing is typed any more, or for somebody else. */
    synchronized void stopped() {
        composing.ifPresent(Composing::stopped);
    }

    /**
     * Does what the person wants, and says so.
     *
     * @throws CommandFailure if it cannot be kept
     */
    String change(Address contact, ChatLine.Tell tell) {
        consents.change(contact, tell.what(), tell.isAllowed());
        return VisibleText.line(contact.toString()) + " " + sentence(tell);
    }

    private static String sentence(ChatLine.Tell tell) {
        if (tell.what().equals(Set.of(Disclosed.COMPOSING))) {
            return tell.isAllowed()
                    ? "is told from now on when you are typing."
                    : "is no longer told when you are typing.";
        }
        return tell.isAllowed()
                ? "is told from now on, when asking for it, that a message has reached you and was shown."
                : "is no longer told that a message has reached you and was shown.";
    }
}
