package org.imxp.protocol;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain by the Internet address of its relay (RFC 2821 section 4.1.3). Equality is that of the address.
 *
 * @param address an IPv4 address, or an IPv6 address without a scope
 */
public record DomainLiteral(InetAddress address) implements Domain {
    private static final String IPV6_TAG = "ipv6:";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /** Refuses an address that is meaningful on one machine only. */
    public DomainLiteral {
        if (address instanceof Inet6Address scoped && scoped.getScopeId() != 0) {
            throw new IllegalArgumentException("a domain literal has no scope: " + address.getHostAddress());
        }
    }

    /**
     * Reads the bracketed form. No name is ever looked up.
     *
     * @param text {@code [10.0.0.1]}, {@code [IPv6:2001:db8::1]} or {@code [2001:db8::1]}
     * @return the literal
     * @throws IllegalArgumentException if it is none of these
     */
    static DomainLiteral of(String text) {
        if (text.length() > 2 && text.startsWith("[") && text.endsWith("]")) {
            var inner = text.substring(1, text.length() - 1);
            if (IPV4.matcher(inner).matches()) {
                return new DomainLiteral(Inet4Address.ofLiteral(inner));
            }
            var six = inner.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG) ? inner.substring(IPV6_TAG.length()) : inner;
            if (six.contains(":") && IPV6.matcher(six).matches()) {
                return new DomainLiteral(Inet6Address.ofLiteral(six));
            }
        }
        throw new IllegalArgumentException(
                "\"" + Excerpt.of(text) + "\" is not a domain literal: allowed are [10.0.0.1] and [IPv6:2001:db8::1]");
    }

    @Override
    public String toString() {
        var tag = address instanceof Inet6Address ? "IPv6:" : "";
        return "[" + tag + address.getHostAddress() + "]";
    }
}
