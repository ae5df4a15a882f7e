package org.imxp.endpoint;

import org.imxp.message.MessageFault;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;

/** What is answered to something faulty. */
final class Refusal {
    private Refusal() {}

    /** By the code and the sentence that the fault has itself; a fault of another kind is one of this program, and goes on. */
    static ErrorReply of(RuntimeException fault) {
        return switch (fault) {
            case MessageFault of -> new ErrorReply(new ReplyCode(of.code()), of.sentence());
            case ProtocolException of -> ErrorReply.of(of);
            default -> throw fault;
        };
    }
}
