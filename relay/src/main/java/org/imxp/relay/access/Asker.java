package org.imxp.relay.access;

import org.imxp.protocol.AccessOperation;
import org.imxp.protocol.AccessWriter;
import org.imxp.protocol.Address;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Post;

/**
 * Who asked an access service for something.
 *
 * @param post sends the answers
 * @param service the one that was asked
 * @param originator who asked
 */
record Asker(Post post, Address service, Address originator) {
    private static final AccessWriter WRITER = new AccessWriter();
    private static final String ENGLISH = "en";

    void say(AccessOperation answer) {
        tell(originator, answer);
    }

    void refuse(int transId, ReplyCode code, String words) {
        say(new Reply(code, transId, new Diagnostic(ENGLISH, words)));
    }

    /** Says something to somebody else. */
    void tell(Address recipient, AccessOperation operation) {
        var _ = post.send(service, recipient, dialect -> WRITER.write(operation, dialect));
    }
}
