package org.imxp.beep;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/** What is known of a session of {@link LegacyEngine}: its peer shows no certificate, and it is not resumed. */
final class LegacySession implements SSLSession {
    /** The longest content of a record, and what may be around it (RFC 5246 section 6.2.3). */
    private static final int CONTENT = 16_384;

    private static final int RECORD = CONTENT + 2_048 + 5;

    private final List<X509Certificate> shown;
    private final String protocol;
    private final String suite;
    private final Map<String, Object> values = new HashMap<>();
    private boolean valid = true;

    LegacySession(List<X509Certificate> shown, String protocol, String suite) {
        this.shown = shown;
        this.protocol = protocol;
        this.suite = suite;
    }

    @Override
    public String getProtocol() {
        return protocol;
    }

    @Override
    public String getCipherSuite() {
        return suite;
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        throw new SSLPeerUnverifiedException("the peer was not asked for a certificate");
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        throw new SSLPeerUnverifiedException("the peer was not asked for a certificate");
    }

    @Override
    public Certificate[] getLocalCertificates() {
        return shown.toArray(Certificate[]::new);
    }

    @Override
    public Principal getLocalPrincipal() {
        return shown.getFirst().getSubjectX500Principal();
    }

    @Override
    public int getPacketBufferSize() {
        return RECORD;
    }

    @Override
    public int getApplicationBufferSize() {
        return RECORD;
    }

    @Override
    public byte[] getId() {
        return new byte[0];
    }

    @Override
    public @Nullable SSLSessionContext getSessionContext() {
        return null;
    }

    @Override
    public long getCreationTime() {
        return 0;
    }

    @Override
    public long getLastAccessedTime() {
        return 0;
    }

    @Override
    public void invalidate() {
        valid = false;
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public @Nullable String getPeerHost() {
        return null;
    }

    @Override
    public int getPeerPort() {
        return -1;
    }

    @Override
    public void putValue(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public @Nullable Object getValue(String name) {
        return values.get(name);
    }

    @Override
    public void removeValue(String name) {
        values.remove(name);
    }

    @Override
    public String[] getValueNames() {
        return values.keySet().toArray(String[]::new);
    }
}
