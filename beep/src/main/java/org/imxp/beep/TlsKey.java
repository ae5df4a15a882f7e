package org.imxp.beep;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A private key and the certificate that goes with it. Its text does not show the key.
 *
 * @param key the private key
 * @param chain the certificate, then those that lead to its authority; at least one
 */
public record TlsKey(PrivateKey key, List<X509Certificate> chain) {
    /** The kind of a dNSName among the alternative names (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    /**
     * Copies the chain.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    public TlsKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate: at least the key's own is needed");
        }
    }

    /** Whether the certificate is for a host, by its subjectAltName alone (RFC 9525 section 6.3). */
    boolean names(String host) {
        var wanted = host.toLowerCase(Locale.ROOT);
        return dnsNames(chain.getFirst()).stream().anyMatch(name -> covers(name.toLowerCase(Locale.ROOT), wanted));
    }

    private static boolean covers(String name, String wanted) {
        if (!name.startsWith("*.")) {
            return name.equals(wanted);
        }
        var dot = wanted.indexOf('.');
        return dot > 0 && name.substring(1).equals(wanted.substring(dot));
    }

    /** Names that can't be read name nobody. */
    static List<String> dnsNames(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Objects.equals(name.getFirst(), DNS_NAME))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "TlsKey[" + dnsNames(chain.getFirst()) + "]";
    }
}
