package org.imxp.system;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.system.raw.Login;
import org.imxp.system.raw.Message;
import org.imxp.system.raw.RawClient;
import org.imxp.system.raw.Spelling;

/**
 * A relay that calls ours and is not ours, with the certificate of a domain.
 *
 * @param client its session, authenticated as the domain's relay
 * @param domain the domain
 * @param spelling of the channel that it has started
 */
record CallingPeer(RawClient client, String domain, Spelling spelling) implements AutoCloseable {
    private static final char[] NONE = {};

    /** Calls, proves to be a domain's relay, and binds for that domain (RFC 3340 section 4.4.2). */
    static CallingPeer call(Domains domains, String domain, String called, Spelling spelling) {
        var peer = new CallingPeer(authenticated(domains, domain, called), domain, spelling);
        var started = peer.client.start(spelling.profile(), bind(domain, 1));
        if (!started.isPositive() || !started.xml().text().contains("ok")) {
            peer.client.close();
            throw new AssertionError("not bound: " + started);
        }
        return peer;
    }

    /** Calls, and proves to be a domain's relay. */
    static RawClient authenticated(Domains domains, String domain, String called) {
        var client = RawClient.connect(domains.meshPort(called)).forDomain(called);
        client.encrypt(tls(domains.certificate(domain), domains.certificate(called)));
        int code = client.authenticate(Login.external("imxp=mesh@" + domain));
        if (code != 250) {
            client.close();
            throw new AssertionError("refused with " + code);
        }
        return client;
    }

    static String bind(String domain, int transId) {
        return "<bind relay='" + domain + "' transID='" + transId + "' />";
    }

    /** Sends a payload; gives the answer. */
    Message send(String payload) {
        return client.request(client.channel(), payload);
    }

    /** The next data, answered with ok; binds are answered and passed over. */
    Message receive() {
        var message = client.receive();
        client.ok(message);
        return message.xml().name().equals("data") ? message : receive();
    }

    @Override
    public void close() {
        client.close();
    }

    private static SSLSocketFactory tls(RelayCertificate own, RelayCertificate trusted) {
        try {
            var keys = KeyStore.getInstance(KeyStore.getDefaultType());
            keys.load(null, null);
            keys.setKeyEntry("own", own.key(), NONE, own.chain().toArray(Certificate[]::new));
            keys.setCertificateEntry("other", trusted.certificate());
            var shows = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shows.init(keys, NONE);
            var trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusts.init(keys);
            var context = SSLContext.getInstance("TLS");
            context.init(shows.getKeyManagers(), trusts.getTrustManagers(), new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
