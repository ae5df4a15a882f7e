package org.imxp.beep.sasl;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What mechanisms take from the transport security that they run in (RFC 3080 section 4.1.3).
 *
 * @param exporter the channel binding {@code tls-exporter}, {@value #EXPORTER_LENGTH} octets (RFC 9266 section 2); empty where
 *     there is none, and for a listener that offers no {@code -PLUS} mechanism
 * @param certificates the peer's chain, its own certificate first, as TLS has verified it; empty if it showed none
 */
public record TransportSecurity(Optional<Octets> exporter, List<X509Certificate> certificates) {
    /** Octets of a channel binding. */
    public static final int EXPORTER_LENGTH = 32;

    /** Encryption that mechanisms can take nothing from. */
    public static final TransportSecurity BARE = new TransportSecurity(Optional.empty(), List.of());

    /** Copies the list and checks the length of the channel binding. */
    public TransportSecurity {
        certificates = List.copyOf(certificates);
        exporter.ifPresent(octets -> {
            if (octets.length() != EXPORTER_LENGTH) {
                throw new IllegalArgumentException(
                        "exporter has " + octets.length() + " octets; RFC 9266 has " + EXPORTER_LENGTH);
            }
        });
    }

    /**
     * The same without channel binding.
     *
     * @return the certificates alone
     */
    public TransportSecurity withoutExporter() {
        return new TransportSecurity(Optional.empty(), certificates);
    }
}
