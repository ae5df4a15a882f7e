package org.imxp.relay.certificate;

/** A certificate or key cannot be used. The message is one sentence that names the file. */
public final class CertificateFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CertificateFileException(String message) {
        super(message);
    }

    CertificateFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
