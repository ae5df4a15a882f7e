package org.imxp.cli;

import java.nio.charset.Charset;

/**
 * Marks that stand before words, never instead of them: nothing depends on seeing them.
 *
 * @param sending on its way, or held for the recipient
 * @param delivered it arrived
 * @param shown the person has it before them
 * @param failed it did not
 * @param unknown nobody can say
 */
record Marks(String sending, String delivered, String shown, String failed, String unknown) {
    private static final Marks UNICODE = new Marks("…", "✓", "✓✓", "✗", "?");
    private static final Marks ASCII = new Marks("...", "+", "++", "x", "?");

    /** The marks that a terminal can show. */
    static Marks of(Charset charset) {
        var encoder = charset.newEncoder();
        return encoder.canEncode(UNICODE.sending + UNICODE.delivered + UNICODE.failed) ? UNICODE : ASCII;
    }
}
