package org.imxp.beep;

/**
 * Where a session stands. Each phase names what may follow it; {@link #ENDED} may follow any.
 *
 * <pre>
 * GREETING -> OPEN -> READY_SENT -----> SECURING -> GREETING
 *              |         \-> OPEN          ^
 *              \-----> READY_RECEIVED -----/
 * </pre>
 */
enum SessionPhase {
    /** Greetings are exchanged (RFC 3080 section 2.4). */
    GREETING,
    /** Channels come and go. */
    OPEN,
    /** This side asked for TLS and sends nothing until the answer (section 3.1.3). */
    READY_SENT,
    /** The peer asked for TLS and sends nothing; pending replies leave, then the answer. */
    READY_RECEIVED,
    /** The TLS handshake is under way; no octet is BEEP's. */
    SECURING,
    /** Over. */
    ENDED;

    boolean mayBecome(SessionPhase next) {
        return next == ENDED
                || switch (this) {
                    case GREETING -> next == OPEN;
                    case OPEN -> next == READY_SENT || next == READY_RECEIVED;
                    case READY_SENT -> next == OPEN || next == SECURING;
                    case READY_RECEIVED -> next == SECURING;
                    case SECURING -> next == GREETING;
                    case ENDED -> false;
                };
    }
}
