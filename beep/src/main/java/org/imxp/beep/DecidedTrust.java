package org.imxp.beep;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Leaves the decision to a {@link PeerTrust}. No authorities are named to a peer, so that it shows what it has. */
final class DecidedTrust extends X509ExtendedTrustManager {
    private final PeerTrust decision;

    DecidedTrust(PeerTrust decision) {
        this.decision = decision;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, @Nullable SSLEngine engine)
            throws CertificateException {
        var host = engine == null ? null : engine.getPeerHost();
        check(chain, host == null ? "" : host);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, "");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, @Nullable Socket socket)
            throws CertificateException {
        check(chain, "");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("without an engine there is no name to check");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        check(chain, "");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("without an engine there is no name to check");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate[] chain, String serverName) throws CertificateException {
        try {
            decision.check(List.of(chain), serverName);
        } catch (RuntimeException e) {
            throw new CertificateException("whether the peer is trusted could not be decided", e);
        }
    }
}
