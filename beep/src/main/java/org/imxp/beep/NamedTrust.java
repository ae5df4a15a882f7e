package org.imxp.beep;

import io.netty.util.NetUtil;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The platform's check of a chain, which for want of a dNSName would look at the subject's common name. That must not
 * count (RFC 9525 section 6.3): a certificate without a dNSName is for no host.
 */
final class NamedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager platform;

    private NamedTrust(X509ExtendedTrustManager platform) {
        this.platform = platform;
    }

    /** Trusts these, or the platform's authorities if there are none. */
    static NamedTrust of(List<X509Certificate> trusted) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.isEmpty() ? null : store(trusted));
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager platform) {
                return new NamedTrust(platform);
            }
        }
        throw new GeneralSecurityException("the platform has no trust manager that checks names");
    }

    private static KeyStore store(List<X509Certificate> trusted) throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty store can't be made", e);
        }
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted" + i, trusted.get(i));
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, @Nullable SSLEngine engine)
            throws CertificateException {
        platform.checkServerTrusted(chain, keyExchange, engine);
        var host = engine == null ? null : engine.getPeerHost();
        // An address is matched by the platform against iPAddress alone.
        if (host == null || !isAddress(host)) {
            if (TlsKey.dnsNames(chain[0]).isEmpty()) {
                throw new CertificateException("the certificate has no dNSName in its subjectAltName, expected " + host
                        + "; its common name does not count");
            }
        }
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, @Nullable SSLEngine engine)
            throws CertificateException {
        platform.checkClientTrusted(chain, keyExchange, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, @Nullable Socket socket)
            throws CertificateException {
        platform.checkClientTrusted(chain, keyExchange, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("without an engine there is no name to check");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        platform.checkClientTrusted(chain, keyExchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("without an engine there is no name to check");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }
}
