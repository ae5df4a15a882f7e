package org.imxp.relay.trust;

/** What relays are to be trusted by can't be used. The message is one sentence that names the key or the file. */
public final class TrustException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrustException(String message) {
        super(message);
    }

    TrustException(String message, Throwable cause) {
        super(message, cause);
    }
}
