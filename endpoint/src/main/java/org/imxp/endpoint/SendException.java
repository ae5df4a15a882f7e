package org.imxp.endpoint;

import java.io.Serial;
import org.imxp.protocol.ReplyCode;

/** The relay did not take a data, or nobody knows whether it did. The message is one sentence for people. */
public final class SendException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    SendException(ReplyCode code, String sentence) {
        super(sentence, null, false, false);
        this.code = code.value();
    }

    static SendException refused(ReplyCode code, String text) {
        return new SendException(code, code + " " + code.meaning() + (text.isEmpty() ? "" : ": " + text));
    }

    /**
     * The relay's reply code, such as 537 for an originator that this endpoint may not be. Of what this side found: 421 when the
     * session has ended, 451 when a bound of {@link EndpointLimits} was passed.
     *
     * @return the code
     */
    public ReplyCode code() {
        return new ReplyCode(code);
    }
}
