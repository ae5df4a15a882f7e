package org.imxp.beep.sasl;

import java.util.concurrent.CompletionStage;

/**
 * The server's side of one attempt of one peer. Used once, and by one thread at a time.
 *
 * <p>It never throws and its stage never ends with an exception: what goes wrong is a {@link SaslFailure}.
 */
public interface SaslServer {
    /** The longest message that is read, in octets: a digest-response has to be shorter than 4096 (RFC 2831 section 2.1.2). */
    int MAX_MESSAGE = 4095;

    /**
     * The mechanism's name.
     *
     * @return as registered, such as {@code SCRAM-SHA-256}
     */
    String mechanism();

    /**
     * Begins with a peer that sent no initial response. One that sent an empty one is something else for a mechanism whose message
     * may be empty.
     *
     * @return the answer, as of {@link #respond}; that of an empty message, unless the mechanism tells the two apart
     */
    default CompletionStage<SaslStep> begin() {
        return respond(new byte[0]);
    }

    /**
     * Takes the peer's next message; the initial response is the first.
     *
     * @param message at most {@link #MAX_MESSAGE} octets, else the attempt fails with 501; not kept
     * @return the answer, on the caller's thread or on that of the store or of the executor, perhaps later
     */
    CompletionStage<SaslStep> respond(byte[] message);
}
