package org.imxp.endpoint;

import java.io.Serial;
import org.imxp.protocol.ReplyCode;

/** An endpoint could not attach. The message is one sentence for people. */
public final class AttachException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** How far it came. */
    public enum Stage {
        /** It is not known where the relay is. */
        FIND,
        /** There is no connection, or no greeting. */
        CONNECT,
        /** The session could not be encrypted; nothing secret has been sent. */
        TLS,
        /** The relay does not take the name and password, or could not prove itself. */
        AUTHENTICATE,
        /** The relay does not let the endpoint attach. */
        ATTACH
    }

    private final Stage stage;
    private final int code;

    AttachException(Stage stage, ReplyCode code, String sentence) {
        super(sentence, null, false, true);
        this.stage = stage;
        this.code = code.value();
    }

    /**
     * How far it came.
     *
     * @return the stage that failed
     */
    public Stage stage() {
        return stage;
    }

    /** Whether there was a session with the relay, encrypted where that is wanted: no other place is to be tried then. */
    boolean isOfReachedRelay() {
        return switch (stage) {
            case FIND, CONNECT, TLS -> false;
            case AUTHENTICATE, ATTACH -> true;
        };
    }

    /**
     * The relay's reply code. Of what this side found: 421 for no relay, no connection or one that was lost, 451 when the time was
     * up, 554 for what its own settings do not allow.
     *
     * @return the code
     */
    public ReplyCode code() {
        return new ReplyCode(code);
    }
}
