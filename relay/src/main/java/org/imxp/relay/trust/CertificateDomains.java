package org.imxp.relay.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.DomainName;
import org.imxp.protocol.ProtocolException;

/**
 * The domains that a certificate names its owner as the relay of, by its subjectAltName alone (OPEN-27): a DNS name, which is
 * the domain; a mailbox or URI of the relay itself, {@code imxp=mesh@domain} or {@code apex=mesh@domain}; an IP address, which
 * is that of a domain literal.
 *
 * <p>A name with an asterisk is no domain's: whoever has the certificate of a host below a domain must not speak for all the
 * others there.
 */
public final class CertificateDomains {
    private static final int RFC822_NAME = 1;
    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private CertificateDomains() {}

    /**
     * Reads a certificate, of which nothing is verified here.
     *
     * @param certificate any
     * @return the domains in the order of its names, perhaps none; a name that cannot be read is nobody's
     */
    public static Set<Domain> of(X509Certificate certificate) {
        var domains = new LinkedHashSet<Domain>();
        for (var name : names(certificate)) {
            if (name.getFirst() instanceof Integer kind && name.getLast() instanceof String text) {
                domain(kind, text).ifPresent(domains::add);
            }
        }
        return Collections.unmodifiableSet(domains);
    }

    /** Each a kind and a value. */
    private static List<List<?>> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : List.copyOf(names);
        } catch (CertificateParsingException | RuntimeException e) {
            // The platform throws either for names that are malformed.
            return List.of();
        }
    }

    private static Optional<Domain> domain(int kind, String text) {
        return switch (kind) {
            case RFC822_NAME -> RelayIdentity.ofService(text);
            case DNS_NAME -> parsed(text).filter(DomainName.class::isInstance);
            case URI -> ofUri(text);
            case IP_ADDRESS -> parsed("[" + text + "]");
            default -> Optional.empty();
        };
    }

    /** With the scheme of either dialect, since a URI has one. */
    private static Optional<Domain> ofUri(String text) {
        return Stream.of(Dialect.values())
                .map(dialect -> dialect.uriScheme() + ":")
                .filter(scheme -> text.toLowerCase(Locale.ROOT).startsWith(scheme))
                .findFirst()
                .flatMap(scheme -> RelayIdentity.ofService(text.substring(scheme.length())));
    }

    static Optional<Domain> parsed(String text) {
        try {
            return Optional.of(Domain.parse(text));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
