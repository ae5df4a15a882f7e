package org.imxp.relay;

import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;

/**
 * What became of a data for one recipient (requirement CORE-43).
 *
 * @param code the reply code
 * @param diagnostic in words
 */
record Outcome(ReplyCode code, Diagnostic diagnostic) {
    static final Outcome DELIVERED = new Outcome(ReplyCode.SUCCESS, Diagnostic.NONE);
    static final Outcome NOT_ATTACHED = of(ReplyCode.NOT_TAKEN_NOW, "the endpoint is not attached");
    static final Outcome UNKNOWN_ENDPOINT = of(ReplyCode.NOT_TAKEN, "unknown endpoint identity");

    static Outcome of(ReplyCode code, String text) {
        return new Outcome(code, new Diagnostic("en", text));
    }

    /** The same as the answer to an operation. */
    Element answer() {
        return code.isDone() ? new Ok() : new ErrorReply(code, diagnostic);
    }
}
