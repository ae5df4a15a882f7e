package org.imxp.beep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate, made by the JDK's keytool and trusted by itself. */
record TestCertificate(PrivateKey key, X509Certificate certificate) {
    /** A certificate of an EC key for a DNS name. */
    static TestCertificate make(Path folder, String dnsName) {
        return make(folder, "EC", "CN=nobody reads this", "san=dns:" + dnsName);
    }

    /** A certificate of a key, EC or RSA, with one extension as keytool writes it. */
    static TestCertificate make(Path folder, String algorithm, String subject, String extension) {
        var file = folder.resolve(java.util.UUID.randomUUID() + ".p12");
        try {
            var keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "peer",
                            "-keyalg",
                            algorithm,
                            "-dname",
                            subject,
                            "-ext",
                            extension,
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "password"))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, "password".toCharArray());
            }
            return new TestCertificate((PrivateKey) store.getKey("peer", "password".toCharArray()), (X509Certificate)
                    store.getCertificate("peer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int octets(X509Certificate certificate) {
        try {
            return certificate.getEncoded().length;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TlsKey tlsKey() {
        return new TlsKey(key, List.of(certificate));
    }

    TlsContext listener() {
        return TlsContext.listener(key, List.of(certificate));
    }
}
