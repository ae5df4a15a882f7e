package org.imxp.beep.frame;

/**
 * The peer sent something that is no BEEP: the session ends, with no response, and a log entry is made (RFC 3080
 * section 2.2.1.1).
 */
public final class PoorlyFormedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence where it is, what was received and what was expected
     */
    public PoorlyFormedException(String sentence) {
        super(sentence, null, false, false);
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "" : message;
    }
}
