package org.imxp.message.security;

/** What could not be signed, encrypted or read with the keys that were given: a fault of ours and never of what a stranger sent. */
public final class SecurityFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecurityFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    SecurityFault(String sentence) {
        super(sentence);
    }
}
