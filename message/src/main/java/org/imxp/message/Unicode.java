package org.imxp.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Octets to characters, never by guessing: an octet that is none of the charset's is a fault, not a question mark. */
final class Unicode {
    private Unicode() {}

    /** The characters of octets, if they are all of the charset. */
    static Optional<String> decode(ByteBuffer octets, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(octets.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<Charset> charset(String label) {
        try {
            return Optional.of(Charset.forName(label));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Text that UTF-8 can carry. */
    static String checked(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw MessageFault.invalid("The text has a surrogate without its other half.");
        }
        return text;
    }
}
