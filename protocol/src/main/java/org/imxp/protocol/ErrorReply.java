package org.imxp.protocol;

/**
 * The negative answer to an operation: the error element (RFC 3340 section 8.1, RFC 3080 section 2.3.1.5).
 *
 * @param code why
 * @param diagnostic why, in words
 */
public record ErrorReply(ReplyCode code, Diagnostic diagnostic) implements Element {
    /**
     * An error whose words are in no stated language.
     *
     * @param code why
     * @param text why, in words
     */
    public ErrorReply(ReplyCode code, String text) {
        this(code, Diagnostic.of(text));
    }

    /**
     * The answer to what was refused while it was read.
     *
     * @param fault why
     * @return its code and its sentence
     */
    public static ErrorReply of(ProtocolException fault) {
        return new ErrorReply(fault.code(), fault.sentence());
    }
}
