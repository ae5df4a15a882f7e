package org.imxp.protocol;

/** The positive answer to an operation (RFC 3340 section 8.1). */
public record Ok() implements Element {}
