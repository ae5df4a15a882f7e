package org.imxp.beep;

/** What a part of a reply is (RFC 3080 section 2.1.1). */
public enum ReplyKind {
    /** RPY: the whole reply, positive. */
    POSITIVE,
    /** ERR: the whole reply, negative. */
    NEGATIVE,
    /** ANS: one answer of many. */
    ANSWER
}
