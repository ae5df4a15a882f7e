package org.imxp.message.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.imxp.message.Message;
import org.imxp.message.security.EnvelopeCheck;
import org.imxp.testkit.fuzz.FuzzRule;

/** Octets are a message in one of its forms, or a fault; a message that is written reads the same, and none of it fails later. */
public final class MessageTarget {
    private static final EnvelopeCheck CHECK =
            new EnvelopeCheck(Duration.ofDays(1), Duration.ofMinutes(5), (_, _) -> false);

    private MessageTarget() {}

    /**
     * Tries an input.
     *
     * @param input a MIME entity, and an element
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.orFault(() -> Reading.READER.readEntity(ByteBuffer.wrap(input))).ifPresent(message -> {
            readable(message);
            Reading.orFault(() -> Reading.WRITER.writeEntity(message, Reading.IDS))
                    .ifPresent(written -> FuzzRule.same(
                            message,
                            Reading.READER.readEntity(ByteBuffer.wrap(written)),
                            "a message and what is read of it when written"));
        });
        var text = new String(input, StandardCharsets.UTF_8);
        Reading.orFault(() -> Reading.READER.readElement(text)).ifPresent(message -> {
            readable(message);
            FuzzRule.same(
                    message,
                    Reading.READER.readElement(Reading.WRITER.writeElement(message)),
                    "an inline message and what is read of it when written");
        });
    }

    private static void readable(Message message) {
        var _ = message.date();
        var _ = message.messageId();
        var _ = message.inReplyTo();
        var _ = message.references();
        var _ = message.replyTo("fred@example.com");
        var _ = message.subject();
        var _ = message.recipients("wilma@example.com");
        for (var originator :
                new String[] {"fred@example.com", "apex=presence@example.com", "\u00FC,<>\"@example.com"}) {
            var _ = message.sender(originator).claimed();
            var _ = CHECK.doubts(
                    message, new EnvelopeCheck.Envelope(message, originator, "wilma@example.com", Instant.EPOCH));
        }
        BodyTarget.shown(message.content());
        StatusTarget.signals(message.content());
    }
}
