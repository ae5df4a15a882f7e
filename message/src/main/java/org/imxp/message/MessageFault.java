package org.imxp.message;

/**
 * What could not be a message, with the reply code and the sentence for the peer that sent it.
 *
 * <p>The sentence is safe to send: of what the peer wrote it quotes no more than a few characters.
 */
public final class MessageFault extends RuntimeException {
    /** The code for octets that are not well-formed XML, MIME or UTF-8. */
    public static final int MALFORMED = 500;

    /** The code for a well-formed thing that is not a message. */
    public static final int INVALID = 501;

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 60;
    private static final int TOLD_CHARACTERS = 200;

    private final int code;

    private MessageFault(int code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /**
     * Octets that are not what they should be.
     *
     * @param sentence what was wrong, with what value, and what is allowed
     * @return the fault, of {@link #MALFORMED}
     */
    public static MessageFault malformed(String sentence) {
        return new MessageFault(MALFORMED, sentence);
    }

    /**
     * A thing that is well-formed and yet not what it should be.
     *
     * @param sentence what was wrong, with what value, and what is allowed
     * @return the fault, of {@link #INVALID}
     */
    public static MessageFault invalid(String sentence) {
        return new MessageFault(INVALID, sentence);
    }

    /**
     * A value of the peer's, fit for a sentence: bounded, and without characters that would break a line of a log.
     *
     * @param value the value
     * @return its first 60 characters, in quotes
     */
    public static String shown(String value) {
        return "'" + bounded(value, SHOWN_CHARACTERS) + "'";
    }

    /** What a library said of the peer's octets, which it may have quoted at length. */
    static String told(String reason) {
        return bounded(reason, TOLD_CHARACTERS);
    }

    private static String bounded(String value, int characters) {
        String start = value.codePointCount(0, value.length()) > characters
                ? value.substring(0, value.offsetByCodePoints(0, characters)) + "..."
                : value;
        StringBuilder safe = new StringBuilder(start.length());
        start.codePoints().map(MessageFault::printable).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> character;
        };
    }

    /**
     * The reply code.
     *
     * @return {@link #MALFORMED} or {@link #INVALID}
     */
    public int code() {
        return code;
    }

    /**
     * What was wrong, with what value, and what is allowed.
     *
     * @return one sentence
     */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
