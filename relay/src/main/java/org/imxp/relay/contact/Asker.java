package org.imxp.relay.contact;

import org.imxp.protocol.Address;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;

/**
 * Who has asked a contact service for something.
 *
 * @param voice says the answers
 * @param service the one that was asked
 * @param originator who asked
 * @param transId of what was asked
 */
record Asker(Voice voice, Address service, Address originator, int transId) {
    private static final String ENGLISH = "en";

    void done() {
        voice.say(service, originator, new Reply(ReplyCode.SUCCESS, transId));
    }

    void refuse(ReplyCode code, String words) {
        voice.say(service, originator, new Reply(code, transId, new Diagnostic(ENGLISH, words)));
    }

    void refuse(Refusal refusal) {
        refuse(refusal.code(), refusal.words());
    }
}
