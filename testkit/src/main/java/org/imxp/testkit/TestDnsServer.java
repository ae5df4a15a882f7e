package org.imxp.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/**
 * A DNS server on loopback, by UDP and TCP at one port. What it says is decided by a {@link Mind}, truthful or not, which a test
 * may change at any time. Thread-safe.
 */
public final class TestDnsServer implements AutoCloseable {
    /** Decides what is said; called by a thread of its own for each query. */
    @FunctionalInterface
    public interface Mind {
        /**
         * Answers a query.
         *
         * @param query what is asked
         * @param tcp whether it came by TCP, so that the answer may be longer than a datagram
         * @return the octets of the answer; empty for silence
         * @throws IOException if there is no answer to be had; the server closes then
         */
        byte[] answer(Message query, boolean tcp) throws IOException;
    }

    private static final int UDP_OCTETS = 65_535;
    private static final int TRIES = 100;

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private volatile Mind mind;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private TestDnsServer(ServerSocket tcp, DatagramSocket udp, Mind mind) {
        this.tcp = tcp;
        this.udp = udp;
        this.mind = mind;
    }

    /**
     * Starts a server.
     *
     * @param mind what it says
     * @return the server, which answers
     */
    public static TestDnsServer start(Mind mind) {
        var loopback = InetAddress.getLoopbackAddress();
        try {
            for (int i = 0; i < TRIES; i++) {
                var tcp = new ServerSocket(0, 50, loopback);
                try {
                    var server = new TestDnsServer(tcp, new DatagramSocket(tcp.getLocalPort(), loopback), mind);
                    Thread.ofVirtual().start(server::serveUdp);
                    Thread.ofVirtual().start(server::serveTcp);
                    return server;
                } catch (BindException e) {
                    tcp.close(); // somebody has that port for UDP
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no port is free for both UDP and TCP");
    }

    /**
     * Has it say something else from now on.
     *
     * @param other what it says
     */
    public void say(Mind other) {
        mind = other;
    }

    /**
     * Where it is asked.
     *
     * @return an address on loopback
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /**
     * What it was asked.
     *
     * @return such as "udp _apex-edge._tcp.example.com SRV", in the order in which they came
     */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private byte[] answer(byte[] octets, boolean overTcp) throws IOException {
        var query = new Message(octets);
        var question = query.getQuestion();
        asked.add((overTcp ? "tcp " : "udp ") + question.getName().toString(true) + " "
                + Type.string(question.getType()));
        return mind.answer(query, overTcp);
    }

    private void serveUdp() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[UDP_OCTETS], UDP_OCTETS);
                udp.receive(packet);
                Thread.ofVirtual().start(() -> answerUdp(packet));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void answerUdp(DatagramPacket query) {
        try {
            var octets = answer(Arrays.copyOf(query.getData(), query.getLength()), false);
            if (octets.length > 0) {
                udp.send(new DatagramPacket(octets, octets.length, query.getSocketAddress()));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                var connection = tcp.accept();
                Thread.ofVirtual().start(() -> answerTcp(connection));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void answerTcp(Socket connection) {
        try (connection;
                var in = new DataInputStream(connection.getInputStream());
                var out = new DataOutputStream(connection.getOutputStream())) {
            while (true) {
                var query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                var octets = answer(query, true);
                if (octets.length > 0) {
                    out.writeShort(octets.length);
                    out.write(octets);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The client has gone.
            return;
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
