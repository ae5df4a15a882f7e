package org.imxp.beep;

/**
 * How a session ended.
 *
 * @param kind who or what ended it
 * @param reason a sentence for a log
 */
public record SessionEnd(Kind kind, String reason) {
    /** Who or what ended a session. */
    public enum Kind {
        /** Both peers agreed (RFC 3080 section 2.4). */
        RELEASED,
        /** This side ended it. */
        TERMINATED,
        /** The connection was lost. */
        LOST,
        /** The peer broke the protocol or a bound; worth a log entry. */
        FAULT
    }
}
