package org.imxp.beep.sasl;

/** Begins attempts of one mechanism. May be shared by all sessions. */
public interface SaslServerFactory {
    /**
     * The mechanism's name.
     *
     * @return as registered, such as {@code SCRAM-SHA-256}
     */
    String mechanism();

    /**
     * Begins one attempt.
     *
     * @param context where the peer is
     * @return good for this attempt only
     */
    SaslServer begin(SaslContext context);
}
