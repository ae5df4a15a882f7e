package org.imxp.relay.config;

/**
 * A configuration is wrong. The message is one sentence: where (file and line, variable or option), which key, what was
 * wrong, what is allowed.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
