package org.imxp.protocol;

import java.io.Serial;

/**
 * What the remote sent is not what the protocol allows. The message is one sentence that may be shown to it.
 *
 * <p>A fault of the local program is an {@link IllegalArgumentException} instead.
 */
public final class ProtocolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The code's digits, since a reply code itself is not serializable. */
    private final int code;

    /**
     * A fault to answer with an error.
     *
     * @param code the code of the answer
     * @param sentence what was wrong, with what value, and what is allowed
     */
    public ProtocolException(ReplyCode code, String sentence) {
        super(sentence);
        this.code = code.value();
    }

    /**
     * A fault whose cause is worth a log entry.
     *
     * @param code the code of the answer
     * @param sentence what was wrong, with what value, and what is allowed
     * @param cause what found the fault
     */
    public ProtocolException(ReplyCode code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code.value();
    }

    /**
     * The code that answers the fault.
     *
     * @return 500, 501, 504 or 554 when thrown by this package
     */
    public ReplyCode code() {
        return new ReplyCode(code);
    }

    /** The sentence, never null: both constructors take one. */
    String sentence() {
        return String.valueOf(getMessage());
    }

    static ProtocolException malformed(String sentence) {
        return new ProtocolException(ReplyCode.SYNTAX_ERROR, sentence);
    }

    static ProtocolException invalid(String sentence) {
        return new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, sentence);
    }
}
