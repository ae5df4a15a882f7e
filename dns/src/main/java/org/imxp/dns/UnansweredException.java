package org.imxp.dns;

/** No DNS server gave an answer that can be used; the message says who failed how. */
final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1;

    UnansweredException(String message) {
        super(message);
    }

    UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
