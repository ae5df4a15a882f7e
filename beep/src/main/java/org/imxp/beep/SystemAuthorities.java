package org.imxp.beep;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that the platform trusts, for those who decide by {@link PeerTrust} whom else to trust. */
public final class SystemAuthorities {
    private static final @Nullable KeyStore PLATFORMS = null;

    private SystemAuthorities() {}

    /**
     * Reads them. Blocks.
     *
     * @return their certificates
     * @throws IllegalStateException if the platform can't read its own
     */
    public static List<X509Certificate> load() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(PLATFORMS);
            return Stream.of(factory.getTrustManagers())
                    .flatMap(manager -> manager instanceof X509TrustManager trusting
                            ? Stream.of(trusting.getAcceptedIssuers())
                            : Stream.empty())
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the system's authorities can't be read: " + e.getMessage(), e);
        }
    }
}
