package org.imxp.beep.sasl;

/** Done: the server accepted the client, and proved itself where the mechanism has a proof. */
public record SaslVerified() implements SaslClientStep {}
