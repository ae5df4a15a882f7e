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

    boolean isAt(byte[] octets) {
        var name = name();
        return octets[0] == name.charAt(0) && octets[1] == name.charAt(1) && octets[2] == name.charAt(2);
    }

    int write(byte[] octets, int position) {
        var name = name();
        octets[position] = (byte) name.charAt(0);
        octets[position + 1] = (byte) name.charAt(1);
        octets[position + 2] = (byte) name.charAt(2);
        return position + 3;
    }
}
