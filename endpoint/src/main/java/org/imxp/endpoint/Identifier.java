package org.imxp.endpoint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.imxp.message.Message;
import org.imxp.protocol.Data;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;

/** What a message is known by when it comes again. */
final class Identifier {
    private Identifier() {}

    /**
     * The message's identifier; else its part's Content-ID, with the digest of its octets, as not every sender makes these unique.
     *
     * @return nothing for an inline message without identifier, of which a repeat can't be told from another that says the same
     */
    static Optional<String> of(Message message, Payload payload, Data data) {
        return message.messageId()
                .or(() -> data.content().startsWith("#")
                        ? Optional.empty()
                        : payload.part(data.content()).map(Identifier::of));
    }

    private static String of(MimePart part) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(part.entity());
            return "cid:" + part.contentId() + " " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
