package org.imxp.beep;

import org.imxp.beep.management.Excerpt;

/** The peer understood a request and refused it. */
public final class PeerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The peer's reply code. */
    private final int code;

    /** The peer's sentence, as it came; the message has it in a printable form. */
    private final String text;

    /**
     * Makes the refusal.
     *
     * @param code the peer's reply code
     * @param text the peer's sentence; may be empty
     */
    public PeerRefusedException(int code, String text) {
        super(code + (text.isEmpty() ? "" : " " + Excerpt.line(text)), null, false, false);
        this.code = code;
        this.text = text;
    }

    /**
     * What a negative reply says.
     *
     * @param negative an ERR with an {@code error} element; without one the code is 550
     * @return the refusal
     */
    public static PeerRefusedException of(Reply negative) {
        return Payloads.refusal(negative.payload());
    }

    /**
     * The peer's reply code.
     *
     * @return a code, usually one of {@link ReplyCode}
     */
    public int code() {
        return code;
    }

    /**
     * The peer's sentence.
     *
     * @return the text, perhaps empty
     */
    public String text() {
        return text;
    }
}
