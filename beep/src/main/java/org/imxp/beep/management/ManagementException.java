package org.imxp.beep.management;

/** XML that channel management or tuning can't accept: malformed (500) or not valid (501). */
public final class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reply code, 500 or 501. */
    private final int code;

    /**
     * Makes the fault.
     *
     * @param code 500 for malformed XML, 501 for an element that is not valid
     * @param sentence what was wrong, with what value, and what is allowed
     */
    public ManagementException(int code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /**
     * The code to answer with.
     *
     * @return 500 or 501
     */
    public int code() {
        return code;
    }

    /**
     * The sentence to answer with.
     *
     * @return what was wrong
     */
    public String sentence() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
