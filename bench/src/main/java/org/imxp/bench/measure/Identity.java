package org.imxp.bench.measure;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.imxp.beep.TlsContext;

/**
 * The key and certificate that all subjects use, with the same protocols and the JDK's TLS.
 *
 * @param store the JDK's key store with both
 * @param nettyListener for a bare Netty server
 * @param nettyInitiator for a bare Netty client
 * @param listener for a BEEP listener
 * @param initiator for a BEEP initiator
 * @param jdk for blocking sockets
 */
public record Identity(
        KeyStore store,
        SslContext nettyListener,
        SslContext nettyInitiator,
        TlsContext listener,
        TlsContext initiator,
        SSLContext jdk) {
    /** The name in the certificate. */
    public static final String NAME = "localhost";

    private static final String ALIAS = "bench";
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * Makes a key store of a day or two, by the JDK's keytool.
     *
     * @param folder where
     * @return the file
     */
    public static Path make(Path folder) {
        var file = folder.resolve("bench.p12");
        try {
            var keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home", ""), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=" + NAME,
                            "-ext",
                            "san=dns:" + NAME,
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD)))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("no certificate: " + said.strip());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Reads what was made.
     *
     * @param file the key store
     * @return all that it is used by
     */
    public static Identity read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            var key = (PrivateKey) store.getKey(ALIAS, PASSWORD);
            var certificate = (X509Certificate) store.getCertificate(ALIAS);
            return new Identity(
                    store,
                    netty(SslContextBuilder.forServer(key, certificate)),
                    netty(SslContextBuilder.forClient().trustManager(certificate)),
                    TlsContext.listener(key, List.of(certificate)),
                    TlsContext.initiator(List.of(certificate)),
                    jdk(store, certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate can't be used: " + e.getMessage(), e);
        }
    }

    private static SslContext netty(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK).protocols(PROTOCOLS).build();
    }

    private static SSLContext jdk(KeyStore store, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry(ALIAS, certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
