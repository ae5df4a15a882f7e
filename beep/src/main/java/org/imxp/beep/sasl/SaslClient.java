package org.imxp.beep.sasl;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The client's side of one attempt. Used once, and by one thread at a time.
 *
 * <p>It never throws and its stage never ends with an exception: what goes wrong is a {@link SaslAbort}.
 */
public interface SaslClient {
    /** The longest challenge that is read, in octets, unless the mechanism allows less. */
    int MAX_CHALLENGE = 4095;

    /**
     * The mechanism's name.
     *
     * @return as registered, such as {@code SCRAM-SHA-256}
     */
    String mechanism();

    /**
     * What rides in the start of the channel.
     *
     * @return the first message, or nothing for a mechanism where the server speaks first
     */
    Optional<Octets> initialResponse();

    /**
     * Takes what the server sent.
     *
     * @param challenge the octets of the {@code blob}, maybe none; not kept
     * @param complete whether its status was {@code complete}
     * @return what to do now; only {@link SaslVerified} means that both sides are who they say
     */
    CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete);
}
