package org.imxp.protocol;

/**
 * Releases an attachment or a binding, or all of them (RFC 3340 section 4.4.3); in the content of a data, ends a subscription
 * or a watch (RFC 3343 section 4.5).
 *
 * @param transId that of what ends; 0 for all that the application made over the session
 * @param code why; 250 when nothing else is said
 * @param diagnostic why, in words
 */
public record Terminate(int transId, ReplyCode code, Diagnostic diagnostic) implements Element, PresenceOperation {
    /** Refuses a transID out of range. */
    public Terminate {
        ProtocolNumber.zeroOrMore("transID", transId);
    }

    /**
     * An orderly end.
     *
     * @param transId that of what ends; 0 for all
     */
    public Terminate(int transId) {
        this(transId, ReplyCode.SUCCESS, Diagnostic.NONE);
    }
}
