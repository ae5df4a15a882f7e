package org.imxp.relay;

/** Nobody serves a domain, and DNS would know. */
final class UnknownDomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownDomainException(String reason) {
        super(reason, null, false, false);
    }
}
