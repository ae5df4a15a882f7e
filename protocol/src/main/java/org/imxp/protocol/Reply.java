package org.imxp.protocol;

/**
 * What a service says about one thing it was asked (RFC 3340 section 6.1.2).
 *
 * @param code the outcome
 * @param transId 1 to 2147483647, or 0 when the sender left it out (OPEN-22)
 * @param diagnostic the outcome in words
 */
public record Reply(ReplyCode code, int transId, Diagnostic diagnostic)
        implements AccessOperation, PresenceOperation, ContactOperation {
    /** Refuses a transID out of range. */
    public Reply {
        ProtocolNumber.zeroOrMore("transID", transId);
    }

    /**
     * A reply without words.
     *
     * @param code the outcome
     * @param transId 1 to 2147483647
     */
    public Reply(ReplyCode code, int transId) {
        this(code, transId, Diagnostic.NONE);
    }
}
