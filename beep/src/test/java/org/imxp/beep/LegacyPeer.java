package org.imxp.beep;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A program of its own: a client whose platform has nothing but TLS_RSA_WITH_3DES_EDE_CBC_SHA switched on. */
final class LegacyPeer {
    private LegacyPeer() {}

    /**
     * Agrees on TLS, shakes hands, exchanges greetings, and says how it went in one line.
     *
     * @param arguments the port on the loopback address
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            plain.setSoTimeout(20_000);
            var ready = "<start number='1'><profile uri='http://iana.org/beep/TLS'>"
                    + "<![CDATA[<ready />]]></profile></start>";
            write(plain, "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n");
            write(plain, "MSG 0 1 . 14 " + (ready.length() + 2) + "\r\n\r\n" + ready + "END\r\n");
            read(plain.getInputStream(), "]]></profile>\r\nEND\r\n");
            var tls = SSLContext.getInstance("TLSv1.2");
            tls.init(null, new TrustManager[] {new Anybody()}, null);
            var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "example.com", 0, true);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"SSL_RSA_WITH_3DES_EDE_CBC_SHA"});
            try {
                socket.startHandshake();
            } catch (IOException e) {
                System.out.println("refused: " + e.getMessage());
                return;
            }
            write(socket, "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n");
            var greeting = read(socket.getInputStream(), "END\r\n");
            var suite = socket.getSession().getCipherSuite();
            System.out.println(suite + " " + socket.getSession().getProtocol() + " " + greeting.contains("<greeting"));
        }
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(InputStream in, String end) throws IOException {
        var said = new StringBuilder();
        while (!said.toString().endsWith(end)) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended after: " + said);
            }
            said.append((char) octet);
        }
        return said.toString();
    }

    /** The test is about the cipher suite. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyExchange) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyExchange) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
