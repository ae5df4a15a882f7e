package org.imxp.relay;

/** A relay can't start. The message is one sentence that names the file, the key or the address that is at fault. */
public final class RelayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RelayStartException(String sentence) {
        super(sentence);
    }

    RelayStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
