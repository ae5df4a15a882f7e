package org.imxp.message.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.imxp.message.ContentIds;
import org.imxp.message.MailboxAddress;
import org.imxp.message.MediaType;
import org.imxp.message.MessageDates;
import org.imxp.message.body.FileName;
import org.imxp.testkit.fuzz.FuzzRule;

/** Any text is addresses, a date or none, an identifier or none, a media type or a fault, and a file's name; written it reads the same. */
public final class HeaderTarget {
    private HeaderTarget() {}

    /**
     * Tries an input.
     *
     * @param input the value of a header
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        for (var address : MailboxAddress.list(text)) {
            var _ = address.entity();
            FuzzRule.same(address, MailboxAddress.of(address.toString()), "an address and what is read of it");
        }
        MessageDates.read(text)
                .flatMap(date -> Reading.orFault(() -> MessageDates.write(date)))
                .ifPresent(written -> FuzzRule.same(
                        Optional.of(written),
                        MessageDates.read(written).map(MessageDates::write),
                        "a date and what is read of it"));
        Reading.orFault(() -> MediaType.parse(text))
                .ifPresent(
                        type -> FuzzRule.same(type, MediaType.parse(type.toString()), "a type and what is read of it"));
        ContentIds.fromUrl(text)
                .ifPresent(id -> FuzzRule.same(
                        Optional.of(id),
                        ContentIds.fromUrl(ContentIds.url(id)),
                        "an identifier and what is read of it"));
        var name = FileName.of(text);
        FuzzRule.same(name, FileName.of(name.text()), "a file's name and what is made of it");
        var _ = name.numbered(2);
    }
}
