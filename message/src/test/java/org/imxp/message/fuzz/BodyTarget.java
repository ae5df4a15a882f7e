package org.imxp.message.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.imxp.message.Content;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.body.BodyReader;
import org.imxp.message.body.FlowedText;
import org.imxp.message.body.ShownBody;
import org.imxp.testkit.fuzz.FuzzRule;

/** A content is shown, as text and files with safe names, or is a fault; flowed text that is written again says the same. */
public final class BodyTarget {
    private static final BodyReader BODIES = new BodyReader(Reading.READER);
    private static final List<String> TYPES = List.of(
            "multipart/mixed; boundary=b",
            "multipart/alternative; boundary=b",
            "text/plain; format=flowed",
            "text/plain; format=flowed; delsp=yes",
            "text/plain",
            "multipart/related; boundary=\"b c\"");

    private BodyTarget() {}

    /**
     * Tries an input.
     *
     * @param input the first octet chooses the type, the others are the content
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var type = TYPES.get((input[0] & 0xFF) % TYPES.size());
        var octets = Arrays.copyOfRange(input, 1, input.length);
        if (type.startsWith("text/")) {
            var text = new String(octets, StandardCharsets.UTF_8);
            flowed(new TextContent(text, type, ""));
            flowed(FlowedText.quoted(text).content());
        } else {
            shown(OpaqueContent.of(type, octets));
        }
    }

    static void shown(Content content) {
        Reading.orFault(() -> BODIES.read(content)).map(ShownBody::of).ifPresent(shown -> {
            FuzzRule.holds(shown.text() != null, () -> "no text");
            // A name that is not safe can't be made.
            shown.attachments()
                    .forEach(file -> FuzzRule.holds(
                            !file.name().text().isEmpty() && file.octets().remaining() >= 0, () -> "no file " + file));
            shown.texts().forEach(BodyTarget::flowed);
        });
    }

    private static void flowed(TextContent content) {
        // Spaces at the ends of paragraphs are lost when they are written; after that nothing is.
        var once = FlowedText.of(FlowedText.of(content).content());
        FuzzRule.same(once, FlowedText.of(once.content()), "flowed text and what is read of it when written");
        FuzzRule.same(
                withoutEnds(FlowedText.of(content)),
                withoutEnds(once),
                "flowed text and what is read of it when written");
    }

    private static List<String> withoutEnds(FlowedText text) {
        return text.text().lines().map(String::stripTrailing).toList();
    }
}
