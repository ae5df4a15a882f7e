package org.imxp.beep;

import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.TransportSecurity;

/** The channel binding {@code tls-exporter} of a TLS session (RFC 9266 section 2). */
final class TlsExporter {
    private static final String LABEL = "EXPORTER-Channel-Binding";

    private TlsExporter() {}

    /**
     * Of TLS 1.3 only: in TLS 1.2 the platform lets a peer renegotiate, and then the type is not defined (section 4.2). Empty also
     * where the provider cannot export.
     */
    static Optional<Octets> of(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)
                || !session.getProtocol().equals("TLSv1.3")) {
            return Optional.empty();
        }
        try {
            var octets = extended.exportKeyingMaterialData(LABEL, new byte[0], TransportSecurity.EXPORTER_LENGTH);
            return Optional.of(Octets.of(octets));
        } catch (SSLKeyException | UnsupportedOperationException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
