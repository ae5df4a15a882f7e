package org.imxp.beep.sasl;

/** What a server answers to one message of a peer; the BEEP session puts it in a {@code blob} or an {@code error}. */
public sealed interface SaslStep permits SaslChallenge, SaslSuccess, SaslFailure {}
