package org.imxp.beep;

/**
 * How a session is to be run.
 *
 * @param settings what this side brings
 * @param listener who is told what becomes of the session
 */
public record Accepted(SessionSettings settings, SessionListener listener) {}
