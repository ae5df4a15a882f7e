package org.imxp.endpoint;

import java.io.Serial;
import org.imxp.protocol.ReplyCode;

/**
 * A service, such as that of access or presence, did not do what was asked, or nobody knows whether it did. The message is one
 * sentence for people.
 */
public final class ServiceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    ServiceException(ReplyCode code, String sentence) {
        super(sentence, null, false, false);
        this.code = code.value();
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * The service's reply code, such as 537 if the owner does not grant what was asked. Of what this side found: 421 when the
     * session has ended or no answer came in time, 451 when a bound of {@link EndpointLimits} was passed, 555 when others changed
     * the entry again and again.
     *
     * @return the code
     */
    public ReplyCode code() {
        return new ReplyCode(code);
    }
}
