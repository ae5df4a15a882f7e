package org.imxp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.imxp.beep.TlsContext;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.config.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client takes for its relay: the holders of certificates in a file; anybody; or by default those that the system's
 * authorities vouch for, and a relay on this machine by the certificate it has made in {@code imxp-data}.
 */
final class Trust {
    /** Trusts anybody: encrypted, but not safe from somebody in between. */
    static final String INSECURE = "insecure";

    /** Where a relay started here, without options, keeps its certificate. */
    static final Path LOCAL = Path.of("imxp-data", CertificateStore.CERTIFICATE);

    private Trust() {}

    /**
     * The trust that the options say.
     *
     * @param given the option {@code --trust}, if it is there
     * @param known where the client will connect; nothing if DNS says that, since a local certificate is for a relay that a
     *     person has named, or that runs here
     * @param folder the working directory
     * @throws CommandFailure if a file cannot be used
     */
    static TlsContext of(Optional<String> given, Optional<HostPort> known, Path folder) {
        if (given.isPresent()) {
            return given.get().equals(INSECURE)
                    ? TlsContext.initiatorTrustingAnybody()
                    : TlsContext.initiator(certificates(folder.resolve(given.get())));
        }
        var local = folder.resolve(LOCAL);
        if (known.filter(HostPort::isLoopback).isEmpty() || !Files.isReadable(local)) {
            return TlsContext.initiator();
        }
        var trusted = new ArrayList<>(certificates(local));
        trusted.addAll(authorities());
        return TlsContext.initiator(trusted);
    }

    /** Reads a PEM file. */
    static List<X509Certificate> certificates(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .flatMap(certificate -> certificate instanceof X509Certificate x509 ? Stream.of(x509) : Stream.of())
                    .toList();
            if (found.isEmpty()) {
                throw CommandFailure.refused(
                        file + " holds no certificate: PEM is needed, such as imxp-data/relay.pem.");
            }
            return found;
        } catch (IOException e) {
            throw CommandFailure.refused(
                    "The certificate file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
        } catch (CertificateException e) {
            throw CommandFailure.refused(
                    file + " holds no certificate: PEM is needed, such as imxp-data/relay.pem.", e);
        }
    }

    private static List<X509Certificate> authorities() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            @Nullable KeyStore systems = null;
            factory.init(systems);
            return Arrays.stream(factory.getTrustManagers())
                    .flatMap(manager -> manager instanceof X509TrustManager x509
                            ? Arrays.stream(x509.getAcceptedIssuers())
                            : Stream.of())
                    .toList();
        } catch (GeneralSecurityException e) {
            throw CommandFailure.refused("The system's certificate authorities cannot be read.", e);
        }
    }
}
