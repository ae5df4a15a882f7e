package org.imxp.protocol;

/**
 * An administrative domain: a fully qualified domain name, or the address of its relay in brackets (RFC 3340 section 2.2).
 *
 * <p>Names compare without regard to case, literals by value (requirement CORE-2).
 */
public sealed interface Domain permits DomainName, DomainLiteral {
    /**
     * Reads a domain.
     *
     * @param text {@code example.com}, {@code [10.0.0.1]} or {@code [IPv6:2001:db8::1]}
     * @return the domain
     * @throws ProtocolException 501 if it is neither
     */
    static Domain parse(String text) {
        try {
            return text.startsWith("[") ? DomainLiteral.of(text) : new DomainName(text);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The canonical text, which {@link #parse} reads.
     *
     * @return lower case
     */
    @Override
    String toString();
}
