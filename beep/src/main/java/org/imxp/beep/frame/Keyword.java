package org.imxp.beep.frame;

/** What a data frame carries (RFC 3080 section 2.2.1.1). */
public enum Keyword {
    /** A message. */
    MSG,
    /** A positive reply. */
    RPY,
    /** A negative reply. */
    ERR,
    /** One answer of a one-to-many exchange. */
    ANS,
    /** The end of a one-to-many exchange. */
    NUL;

    /**
     * Tells replies from messages.
     *
     * @return whether a frame of this keyword belongs to a reply
     */
    public boolean isReply() {
        return this != MSG;
    }
}
