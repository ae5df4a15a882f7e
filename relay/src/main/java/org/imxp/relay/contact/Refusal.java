package org.imxp.relay.contact;

import org.imxp.protocol.ReplyCode;

/**
 * Why something was not done.
 *
 * @param code the reply code
 * @param words for people
 */
record Refusal(ReplyCode code, String words) {
    static final Refusal NOT_STORED = new Refusal(ReplyCode.ABORTED, "the store does not take it now, try again later");

    static Refusal tooMany(String what, long most) {
        return new Refusal(ReplyCode.TRANSACTION_FAILED, "there are too many " + what + ": allowed are " + most);
    }
}
