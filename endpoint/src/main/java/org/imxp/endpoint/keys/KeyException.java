package org.imxp.endpoint.keys;

/** What cannot be done with the keys there are. The message is a sentence for the person. */
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param sentence what is wrong, and what helps
     */
    public KeyException(String sentence) {
        super(sentence);
    }

    /**
     * A failure that has a cause.
     *
     * @param sentence what is wrong, and what helps
     * @param cause why
     */
    public KeyException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
