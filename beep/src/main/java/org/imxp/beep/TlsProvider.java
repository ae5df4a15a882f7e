package org.imxp.beep;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/**
 * Who does the cryptography of TLS.
 *
 * <p>The platform is the default, by measurement: an idle TLS 1.3 session costs about 6 kB there, all of it heap; with
 * BoringSSL 2 to 3 kB of heap and nearly 7 kB beside it. And only the platform exports keying material, on which the
 * {@code -PLUS} mechanisms of SASL stand (RFC 9266).
 */
public enum TlsProvider {
    /** The Java platform's own. */
    JDK(SslProvider.JDK),
    /** BoringSSL: needs {@code netty-tcnative-boringssl-static} with the native file of this platform. */
    BORINGSSL(SslProvider.OPENSSL);

    private final SslProvider netty;

    TlsProvider(SslProvider netty) {
        this.netty = netty;
    }

    /**
     * Whether it can be used here.
     *
     * @return false if its native file is missing
     */
    public boolean isAvailable() {
        return switch (this) {
            case JDK -> true;
            case BORINGSSL -> OpenSsl.isAvailable();
        };
    }

    SslProvider netty() {
        return netty;
    }
}
