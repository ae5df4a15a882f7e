package org.imxp.relay.trust;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** Text of PEM files. */
final class Pem {
    private Pem() {}

    static String of(X509Certificate certificate) {
        return text(certificate);
    }

    static String of(PrivateKey key) {
        return text(new PemObject("PRIVATE KEY", key.getEncoded()));
    }

    private static String text(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
