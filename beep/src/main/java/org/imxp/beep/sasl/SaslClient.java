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
     * EXTERNAL (RFC 4422 appendix A): be whom the certificate names that TLS has shown.
     *
     * @param authzid which of its names; empty to leave it to the server
     * @return the client's side
     * @throws IllegalArgumentException if the identity has a NUL or more than 512 characters
     */
    static SaslClient external(String authzid) {
        if (authzid.indexOf('\0') >= 0 || authzid.length() > Attempt.MAX_USERNAME) {
            throw new IllegalArgumentException(
                    "authzid has a NUL, or more than " + Attempt.MAX_USERNAME + " characters");
        }
        return new GuardedClient(new OneMessageClient(SaslMechanism.EXTERNAL, authzid));
    }

    /**
     * ANONYMOUS (RFC 4505): be nobody.
     *
     * @param trace what the server may log; a mail address with its owner's consent only (section 5). Empty for nothing
     * @return the client's side
     * @throws IllegalArgumentException if the trace information has more than 255 characters, some that RFC 4505 forbids, or an
     *     {@code @} without being a mail address
     */
    static SaslClient anonymous(String trace) {
        Trace.fault(trace).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return new GuardedClient(new OneMessageClient(SaslMechanism.ANONYMOUS, trace));
    }

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
