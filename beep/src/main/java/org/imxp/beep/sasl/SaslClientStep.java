package org.imxp.beep.sasl;

/** What a client does with what the server sent. */
public sealed interface SaslClientStep permits SaslResponse, SaslVerified, SaslAbort {}
