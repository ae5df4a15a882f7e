package org.imxp.relay.presence;

import org.imxp.protocol.Address;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;

/**
 * Why a request is not granted.
 *
 * @param code for programs
 * @param sentence for people
 */
record Refusal(ReplyCode code, String sentence) {
    static Refusal transIdInUse(int transId) {
        return new Refusal(
                ReplyCode.TRANSACTION_IN_PROGRESS,
                "transID " + transId + " is that of a subscription or watch of yours: allowed is another one");
    }

    static Refusal outside(Address subject, Address service) {
        return new Refusal(
                ReplyCode.PARAMETER_INVALID,
                subject + " is not of " + service.domain() + ": ask the service of its own domain");
    }

    static Refusal unknown(Address subject) {
        return new Refusal(ReplyCode.NOT_TAKEN, subject + " is no endpoint");
    }

    static Refusal notAllowed(Address subject, String action) {
        return new Refusal(ReplyCode.NOT_AUTHORIZED, subject + " does not allow you " + action);
    }

    static Refusal notKnownNow(Address subject) {
        return new Refusal(
                ReplyCode.ABORTED, "whether " + subject + " exists can't be told at the moment: try again later");
    }

    static Refusal notStored() {
        return new Refusal(ReplyCode.SERVICE_NOT_AVAILABLE, "the store does not take changes now: try again later");
    }

    static Refusal tooManyRequests() {
        return new Refusal(ReplyCode.ABORTED, "too many of your requests wait for an answer: first wait for those");
    }

    Reply reply(int transId) {
        return new Reply(code, transId, words(sentence));
    }

    static Diagnostic words(String sentence) {
        return new Diagnostic("en", sentence);
    }
}
