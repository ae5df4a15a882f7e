package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import org.imxp.endpoint.UnreadableMessage;

/**
 * A message that cannot be read, as people and programs are shown it.
 *
 * @param message what is known of it
 */
record ShownUnreadable(UnreadableMessage message) {
    /** For people: who sent it, and what is wrong with it. */
    String line(ZoneId zone) {
        return ShownMessage.time(message.receivedAt(), zone) + " "
                + ShownAddress.of(message.originator()) + " sent a message that cannot be read ("
                + VisibleText.line(message.sentence().replaceFirst("[.]$", "")) + ")";
    }

    /** For people: its raw form, indented, so that none of it can pass for a line of ours. */
    String raw() {
        var text = StandardCharsets.UTF_8.decode(message.raw()).toString();
        var cut = message.isCut()
                ? "\n    (these are the first " + message.raw().remaining() + " of its " + message.octets() + " octets)"
                : "";
        return "    " + VisibleText.block(text) + cut;
    }

    /** For programs: one JSON object, always with the raw form. */
    String json() {
        var octets = new byte[message.raw().remaining()];
        message.raw().get(octets);
        return new JsonObject()
                .with("time", message.receivedAt().toString())
                .with("from", message.originator().toString())
                .with("to", message.recipient().toString())
                .with("unreadable", message.sentence())
                .with("code", message.code().value())
                .with("octets", message.octets())
                .with("raw", Base64.getEncoder().encodeToString(octets))
                .toString();
    }
}
