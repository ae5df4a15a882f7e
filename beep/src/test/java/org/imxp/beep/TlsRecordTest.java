package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames and TLS records have nothing to do with each other. */
class TlsRecordTest {
    @Test
    void severalFramesInOneRecordAndOneFrameInSeveralAreHeard(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var certificate = TestCertificate.make(folder, "localhost");
        var settings = SessionSettings.serving(TestProfiles.echo()).withTls(TlsPolicy.REQUIRED);
        try (var network = BeepNetwork.open(1);
                var listener = network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new ListenerBounds(1, 1),
                        certificate.listener(),
                        address -> new Accepted(settings, new SessionListener() {}));
                var clear = new Socket(
                        listener.address().getAddress(), listener.address().getPort())) {
            clear.setSoTimeout(20_000);
            var greeting = frame("RPY 0 0 .", 0, "<greeting />");
            says(
                    clear,
                    greeting
                            + frame(
                                    "MSG 0 1 .",
                                    14,
                                    "<start number='1'><profile uri='http://iana.org/beep/TLS'>"
                                            + "<![CDATA[<ready />]]></profile></start>"));
            hears(clear.getInputStream(), "<proceed />]]></profile>\r\nEND\r\n");
            try (var secure = trusting(certificate).getSocketFactory().createSocket(clear, "localhost", 0, true)) {
                var start = "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>";
                // Each write is a record.
                says(secure, greeting + frame("MSG 0 1 .", 14, start));
                hears(secure.getInputStream(), "<profile uri='" + TestProfiles.ECHO + "' />\r\nEND\r\n");
                says(secure, frame("MSG 1 0 .", 0, "one") + frame("MSG 1 1 .", 5, "two"));
                hears(secure.getInputStream(), "oneEND\r\nRPY 1 1 . 5 5\r\n\r\ntwoEND\r\n");
                for (var octet : frame("MSG 1 2 .", 10, "three").toCharArray()) {
                    says(secure, Character.toString(octet));
                }
                hears(secure.getInputStream(), "threeEND\r\n");
            }
        }
    }

    private static SSLContext trusting(TestCertificate certificate) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("peer", certificate.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String frame(String start, int sequenceNumber, String body) {
        return start + " " + sequenceNumber + " " + (body.length() + 2) + "\r\n\r\n" + body + "END\r\n";
    }

    private static void says(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    private static void hears(InputStream in, String end) throws IOException {
        var heard = new StringBuilder();
        while (!heard.toString().endsWith(end)) {
            var octet = in.read();
            assertThat(octet).as("after " + heard).isNotNegative();
            heard.append((char) octet);
        }
    }
}
