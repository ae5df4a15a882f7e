package org.imxp.beep.sasl;

/**
 * Stop: a {@code blob} with status {@code abort}, or, when the server already said {@code complete}, the end of the session,
 * because that server is not to be trusted.
 *
 * @param reason one sentence for the user: what was wrong
 */
public record SaslAbort(String reason) implements SaslClientStep {}
