package org.imxp.beep;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;

/**
 * A TLS 1.2 server of TLS_RSA_WITH_3DES_EDE_CBC_SHA and nothing else (RFC 3340 section 11; RFC 5246). Neither the
 * platform, which switches that suite off for the whole process, nor BoringSSL has it; Bouncy Castle does.
 */
final class LegacyServer extends DefaultTlsServer {
    static final String SUITE = "TLS_RSA_WITH_3DES_EDE_CBC_SHA";

    private final JcaTlsCrypto crypto;
    private final TlsKey key;
    private boolean complete;

    private LegacyServer(JcaTlsCrypto crypto, TlsKey key) {
        super(crypto);
        this.crypto = crypto;
        this.key = key;
    }

    static LegacyServer of(TlsKey key) {
        return new LegacyServer(new JcaTlsCryptoProvider().create(new SecureRandom()), key);
    }

    boolean isComplete() {
        return complete;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA};
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        var chain = new ArrayList<TlsCertificate>();
        try {
            for (var each : key.chain()) {
                chain.add(crypto.createCertificate(each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate can't be encoded", e);
        }
        var shown = new Certificate(chain.toArray(TlsCertificate[]::new));
        return new JceDefaultTlsCredentialedDecryptor(crypto, shown, key.key());
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        complete = true;
    }
}
