package org.imxp.system.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An initiator of a BEEP session, on one thread: it reads only while it waits for something. Each wait has a deadline. What
 * is not expected is an exception.
 */
public final class RawClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;
    private static final String TUNING = "http://iana.org/beep/";
    private static final String XML = "Content-Type: application/beep+xml\r\n\r\n";

    private final Map<Integer, Integer> nextNumber = new HashMap<>();
    private final Map<String, StringBuilder> incomplete = new HashMap<>();
    private final Deque<Message> arrived = new ArrayDeque<>();
    private final Deque<Message> answers = new ArrayDeque<>();
    private Socket socket;
    private FrameStream frames;
    private Xml greeting;
    private int nextChannel = 1;
    private String serverName = "";

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        frames = new FrameStream(socket.getInputStream(), socket.getOutputStream());
        greeting = greet();
    }

    /**
     * Connects, and exchanges greetings.
     *
     * @param port on the loopback address
     * @return the client, neither encrypted nor authenticated
     */
    public static RawClient connect(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(DEADLINE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says in each start for which of the relay's domains the session is (RFC 3080 section 2.3.1.2).
     *
     * @param domain such as {@code rubble.com}
     * @return this client
     */
    public RawClient forDomain(String domain) {
        serverName = domain;
        return this;
    }

    /**
     * What the relay greeted with.
     *
     * @return the greeting, or the error if it is not available
     */
    public Xml greeting() {
        return greeting;
    }

    /**
     * Whether the relay offers a profile.
     *
     * @param uri its URI
     * @return whether it is in the greeting
     */
    public boolean isOffered(String uri) {
        return greeting.all("profile").stream()
                .anyMatch(profile -> profile.attribute("uri").equals(uri));
    }

    /**
     * Encrypts the session by the TLS profile (RFC 3080 section 3.1), and exchanges greetings again.
     *
     * @param tls trusts the relay
     */
    public void encrypt(SSLSocketFactory tls) {
        var answer = start(TUNING + "TLS", "<ready />");
        var proceed = Xml.parse(answer.xml().text());
        if (!proceed.name().equals("proceed")) {
            throw new IllegalStateException("no proceed: " + answer);
        }
        try {
            var secured = (SSLSocket) tls.createSocket(socket, "localhost", socket.getPort(), true);
            secured.startHandshake();
            socket = secured;
            frames = new FrameStream(secured.getInputStream(), secured.getOutputStream());
            nextNumber.clear();
            greeting = greet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Authenticates by a SASL profile (RFC 3080 section 4.1).
     *
     * @param login the mechanism
     * @return 250, or the code of the error
     */
    public int authenticate(Login login) {
        int channel = nextChannel;
        var started = start(TUNING + "SASL/" + login.mechanism(), login.first().isEmpty() ? "" : blob(login.first()));
        if (!started.isPositive()) {
            return started.code();
        }
        var answer = Xml.parse(started.xml().text());
        while (answer.name().equals("blob") && !answer.attribute("status").equals("complete")) {
            answer = request(channel, XML + blob(login.answers().apply(Octets.fromBase64(answer.text()))))
                    .xml();
        }
        if (answer.name().equals("error")) {
            return Integer.parseInt(answer.attribute("code"));
        }
        if (!login.verifies().test(Octets.fromBase64(answer.text()))) {
            throw new IllegalStateException("the relay has not proved that it knows the password: " + answer.text());
        }
        return 250;
    }

    /**
     * Starts the next channel (RFC 3080 section 2.3.1.2).
     *
     * @param profile its URI
     * @param content rides in the start; may be empty
     * @return the reply on channel 0
     */
    public Message start(String profile, String content) {
        var inner = content.isEmpty() ? " />" : "><![CDATA[" + Octets.utf8(content) + "]]></profile>";
        int number = nextChannel;
        nextChannel += 2;
        var name = serverName.isEmpty() ? "" : " serverName='" + serverName + "'";
        return request(
                0,
                XML + "<start number='" + number + "'" + name + "><profile uri='" + profile + "'" + inner + "</start>");
    }

    /**
     * The number of the channel started last.
     *
     * @return odd, since we are the initiator
     */
    public int channel() {
        return nextChannel - 2;
    }

    /**
     * Sends an element as a MSG and awaits the answer.
     *
     * @param channel on which
     * @param element XML
     * @return the RPY or ERR
     */
    public Message requestXml(int channel, String element) {
        return request(channel, XML + Octets.utf8(element));
    }

    /**
     * Sends a MSG and awaits the answer. What arrives meanwhile can be received afterwards.
     *
     * @param channel on which
     * @param payload MIME headers and body; octets in ISO 8859-1
     * @return the RPY or ERR
     */
    public Message request(int channel, String payload) {
        int number = nextNumber.merge(channel, 1, Integer::sum);
        try {
            frames.send("MSG", channel, number, payload);
            while (true) {
                for (var answer : answers) {
                    if (answer.channel() == channel && answer.number() == number) {
                        answers.remove(answer);
                        return answer;
                    }
                }
                read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next MSG of the peer, which is not answered yet.
     *
     * @return the message
     */
    public Message receive() {
        try {
            while (arrived.isEmpty()) {
                read();
            }
            return arrived.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Answers a MSG with {@code ok}.
     *
     * @param message what the peer sent
     */
    public void ok(Message message) {
        try {
            frames.send("RPY", message.channel(), message.number(), XML + "<ok />");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends octets as they are, be they a frame or not.
     *
     * @param octets in ISO 8859-1
     */
    public void sendOctets(String octets) {
        try {
            frames.sendOctets(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the peer ends the connection before it sends anything more.
     *
     * @return false if a message comes instead
     */
    public boolean isEnded() {
        try {
            read();
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Releases the session (RFC 3080 section 2.4) if it still stands, and ends the connection. */
    @Override
    public void close() {
        try (var _ = socket) {
            frames.send("MSG", 0, nextNumber.merge(0, 1, Integer::sum), XML + "<close code='200' />");
            while (answers.stream().noneMatch(answer -> answer.channel() == 0)) {
                read();
            }
        } catch (IOException e) {
            // It has ended already, which is what a close is for.
        }
    }

    private Xml greet() throws IOException {
        frames.send("RPY", 0, 0, XML + "<greeting />");
        while (answers.isEmpty()) {
            read();
        }
        return answers.remove().xml();
    }

    /** Reads one frame, and sorts the message if it is whole. */
    private void read() throws IOException {
        var frame = frames.next();
        var direction = frame.keyword().equals("MSG") ? "MSG " : "reply ";
        var key = direction + frame.channel() + " " + frame.number();
        var payload =
                incomplete.computeIfAbsent(key, none -> new StringBuilder()).append(frame.payload());
        if (frame.isLast()) {
            incomplete.remove(key);
            var message = new Message(frame.keyword(), frame.channel(), frame.number(), payload.toString());
            (frame.keyword().equals("MSG") ? arrived : answers).add(message);
        }
    }

    private static String blob(String octets) {
        return "<blob>" + Octets.base64(octets) + "</blob>";
    }
}
