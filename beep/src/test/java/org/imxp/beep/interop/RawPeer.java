package org.imxp.beep.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A BEEP peer in either role that echoes what it is sent, and knows TLS, PLAIN and DIGEST-MD5. One thread, which waits.
 */
public class RawPeer implements AutoCloseable {
    /** The profile that it serves. */
    public static final String ECHO = "http://example.com/beep/echo";

    static final String TLS = "http://iana.org/beep/TLS";
    static final String SASL = "http://iana.org/beep/SASL/";

    private static final Pattern BLOB = Pattern.compile("<blob(?: status='complete')?>([A-Za-z0-9+/=]*)</blob>");
    private static final Pattern NUMBER = Pattern.compile("number=['\"]([0-9]+)['\"]");
    private static final Pattern URI = Pattern.compile("<profile uri=['\"]([^'\"]*)['\"]");
    private static final int FRAME = 2048;

    private final Habits habits;
    private final boolean initiator;
    private final FrameWire wire;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<String, StringBuilder> parts = new HashMap<>();
    private final Deque<Message> arrived = new ArrayDeque<>();
    private final List<Message> replies = new ArrayList<>();
    private final List<String> starts = new ArrayList<>();
    private Optional<SSLContext> tls = Optional.empty();
    private int lastChannel;
    private boolean secured;
    private boolean released;
    private String login = "";

    RawPeer(Socket socket, boolean initiator, Habits habits) throws IOException {
        this.habits = habits;
        this.initiator = initiator;
        this.lastChannel = initiator ? -1 : 0;
        this.wire = new FrameWire(socket, habits);
    }

    /** Connects, as initiator. */
    public static RawPeer connect(SocketAddress to) throws IOException {
        var socket = new Socket();
        socket.connect(to);
        return new RawPeer(socket, true, Habits.PLAIN);
    }

    /** Takes one connection, as listener. */
    public static RawPeer accept(ServerSocket at) throws IOException {
        return new RawPeer(at.accept(), false, Habits.PLAIN);
    }

    /** A socket for {@link #accept}. */
    public static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    // ---- greetings ------------------------------------------------------------------------------------------------

    /** Sends its greeting, and waits for the other's. */
    public String greet() throws IOException {
        sendGreeting();
        return awaitGreeting();
    }

    void sendGreeting() throws IOException {
        transmit("RPY", 0, 0, xml(greeting()));
    }

    String awaitGreeting() throws IOException {
        return checked(reply(0, 0));
    }

    /** What it serves; TLS where it has keys for it. */
    String greeting() {
        var profiles = new StringBuilder("<greeting>\r\n");
        if (tls.isPresent() && !secured) {
            profiles.append("   <profile uri='%s' />\r\n".formatted(TLS));
        }
        if (secured) {
            profiles.append("   <profile uri='%sPLAIN' />\r\n".formatted(SASL));
        }
        return profiles.append("   <profile uri='%s' />\r\n</greeting>\r\n".formatted(ECHO))
                .toString();
    }

    /** Lets the other peer ask for TLS. */
    public void servesTls(SSLContext context) {
        tls = Optional.of(context);
    }

    boolean isSecured() {
        return secured;
    }

    // ---- what it asks for -----------------------------------------------------------------------------------------

    /** Starts a channel, and tells its number. */
    public int start(String serverName, String profile) throws IOException {
        var number = nextChannel();
        startAs(number, serverName, profile, "");
        return number;
    }

    private String startAs(int number, String serverName, String profile, String content) throws IOException {
        var answer = ask(startElement(number, serverName, profile, content));
        FrameWire.expect(answer.keyword().equals("RPY"), "the start was refused: " + answer.payload());
        var xml = checked(answer);
        FrameWire.expect(xml.contains("<profile uri='" + profile + "'"), "another profile: " + xml);
        return xml;
    }

    private static String startElement(int number, String serverName, String profile, String content) {
        return "<start number='%d'%s>\r\n   <profile uri='%s'%s\r\n</start>\r\n"
                .formatted(
                        number,
                        serverName.isEmpty() ? "" : " serverName='" + serverName + "'",
                        profile,
                        content.isEmpty() ? " />" : "><![CDATA[" + content + "]]></profile>");
    }

    /** Sends something to channel 0, and waits for the answer. */
    public Message ask(String element) throws IOException {
        var number = nextNumber(0);
        transmit("MSG", 0, number, xml(element));
        return reply(0, number);
    }

    /** Sends a message, and does not wait. */
    public int send(int channel, String body) throws IOException {
        var number = nextNumber(channel);
        transmit("MSG", channel, number, "\r\n" + body);
        return number;
    }

    /** Waits for the body of a positive reply. */
    public String answer(int channel, int number) throws IOException {
        var reply = reply(channel, number);
        FrameWire.expect(reply.keyword().equals("RPY"), "an error: " + reply.payload());
        return reply.xml();
    }

    /** Closes a channel. */
    public void close(int channel) throws IOException {
        expectOk(ask("<close number='%d' code='200' />\r\n".formatted(channel)));
        wire.forget(channel);
    }

    /** Releases the session; both ends of the connection are closed then. */
    public void release() throws IOException {
        expectOk(ask("<close number='0' code='200' />\r\n"));
        wire.close();
    }

    private void expectOk(Message answer) {
        FrameWire.expect(answer.keyword().equals("RPY") && checked(answer).equals("<ok />\r\n"), answer.payload());
    }

    // ---- tuning ---------------------------------------------------------------------------------------------------

    /** Starts TLS, and greets again inside; tells the other's second greeting. */
    public String startTls(SSLContext context, String name, boolean sayName) throws IOException {
        var number = nextNumber(0);
        wire.quiet(true);
        transmit("MSG", 0, number, xml(startElement(nextChannel(), sayName ? name : "", TLS, "<ready />")));
        var proceed = checked(reply(0, number));
        FrameWire.expect(proceed.equals("<profile uri='" + TLS + "'><![CDATA[<proceed />]]></profile>\r\n"), proceed);
        return secure(context, true, name);
    }

    private String secure(SSLContext context, boolean client, String name) throws IOException {
        wire.secure(context, client, name);
        secured = true;
        lastChannel = initiator ? -1 : 0;
        numbers.clear();
        return greet();
    }

    /** Authenticates with PLAIN (RFC 4616). The channel stays open. */
    public void plain(String user, String password) throws IOException {
        var blob = "<blob>%s</blob>".formatted(base64("\0" + user + "\0" + password));
        var answer = startAs(nextChannel(), "", SASL + "PLAIN", blob);
        FrameWire.expect(answer.contains("<blob status='complete'"), answer);
    }

    /** Authenticates with DIGEST-MD5 (RFC 2831). The channel stays open. */
    public void digest(DigestByHand digest, String serverName) throws IOException {
        var channel = nextChannel();
        var challenge = blob(startAs(channel, serverName, SASL + "DIGEST-MD5", ""));
        var number = nextNumber(channel);
        transmit("MSG", channel, number, xml("<blob>%s</blob>\r\n".formatted(base64(digest.answer(challenge)))));
        var reply = reply(channel, number);
        FrameWire.expect(reply.payload().contains("<blob status='complete'>"), reply.payload());
        FrameWire.expect(digest.isProvedBy(blob(reply.payload())), "rspauth is wrong");
    }

    private static String blob(String xml) {
        var blob = BLOB.matcher(xml);
        FrameWire.expect(blob.find(), "no blob: " + xml);
        return new String(Base64.getDecoder().decode(blob.group(1)), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- what it is asked for -------------------------------------------------------------------------------------

    /** Answers until the other peer has released the session. */
    public void serve() throws IOException {
        while (!released) {
            next().ifPresent(reply -> {
                throw new AssertionError("a reply to nothing: " + reply);
            });
        }
    }

    /** The start elements that it was sent. */
    public List<String> starts() {
        return List.copyOf(starts);
    }

    /** Who logged in by PLAIN. */
    public String login() {
        return login;
    }

    private void answer(Message message) throws IOException {
        if (message.channel() != 0) {
            transmit("RPY", message.channel(), message.number(), message.payload());
            return;
        }
        var xml = checked(message);
        var number = NUMBER.matcher(xml);
        // LibVortex crashes without it.
        FrameWire.expect(number.find(), "no attribute number: " + xml);
        if (xml.startsWith("<start ")) {
            starts.add(xml);
            started(message, xml);
        } else {
            FrameWire.expect(xml.startsWith("<close "), "neither start nor close: " + xml);
            transmit("RPY", 0, message.number(), xml("<ok />\r\n"));
            wire.flush();
            released = number.group(1).equals("0");
        }
    }

    /** It looks at the first profile only. */
    private void started(Message message, String xml) throws IOException {
        var profile = URI.matcher(xml);
        FrameWire.expect(profile.find(), "no profile: " + xml);
        var uri = profile.group(1);
        if (uri.equals(TLS) && tls.isPresent()) {
            FrameWire.expect(xml.contains("<![CDATA[<ready />]]>"), "ready is not in CDATA: " + xml);
            answerStart(message, uri, "<proceed />");
            secure(tls.get(), false, "");
        } else if (uri.equals(SASL + "PLAIN") && secured) {
            FrameWire.expect(xml.contains("<![CDATA[<blob>"), "the blob is not in CDATA: " + xml);
            login = blob(xml);
            answerStart(message, uri, "<blob status='complete' />");
        } else if (uri.equals(ECHO)) {
            answerStart(message, uri, "");
        } else {
            transmit("ERR", 0, message.number(), xml("<error code='554'>unable to start</error>\r\n"));
        }
    }

    private void answerStart(Message message, String uri, String content) throws IOException {
        transmit(
                "RPY",
                0,
                message.number(),
                xml("<profile uri='%s'%s\r\n"
                        .formatted(uri, content.isEmpty() ? " />" : "><![CDATA[" + content + "]]></profile>")));
    }

    // ---- messages over frames -------------------------------------------------------------------------------------

    /** The octets of XML that came; a peer that compares octets says so here. */
    String checked(Message message) {
        return message.xml();
    }

    /** How many octets its next frame may have. */
    int frame() {
        return FRAME;
    }

    String xml(String element) {
        return habits.mimeHeader() + element;
    }

    private Message reply(int channel, int number) throws IOException {
        while (true) {
            var waiting = replies.stream()
                    .filter(each -> each.isReplyTo(channel, number))
                    .findFirst();
            if (waiting.isPresent()) {
                replies.remove(waiting.get());
                return waiting.get();
            }
            next().ifPresent(replies::add);
        }
    }

    /** Waits for a whole message: a reply, or nothing where it was a message, which is answered. */
    private Optional<Message> next() throws IOException {
        while (arrived.isEmpty()) {
            take();
        }
        var message = arrived.remove();
        if (message.keyword().equals("MSG")) {
            answer(message);
            return Optional.empty();
        }
        return Optional.of(message);
    }

    private void take() throws IOException {
        var read = wire.read();
        if (read.isPresent()) {
            var frame = read.get();
            var key = frame.keyword() + " " + frame.channel() + " " + frame.number();
            var payload =
                    parts.computeIfAbsent(key, none -> new StringBuilder()).append(frame.payload());
            if (!frame.more()) {
                parts.remove(key);
                arrived.add(new Message(frame.keyword(), frame.channel(), frame.number(), payload.toString()));
            }
        }
    }

    private void transmit(String keyword, int channel, int number, String payload) throws IOException {
        int done = 0;
        do {
            while (wire.room(channel) == 0 && done < payload.length()) {
                take();
            }
            var size = Math.min(Math.min(payload.length() - done, frame()), wire.room(channel));
            var more = done + size < payload.length();
            wire.write(new FrameWire.Frame(keyword, channel, number, more, payload.substring(done, done + size)));
            done += size;
        } while (done < payload.length());
    }

    private int nextChannel() {
        lastChannel += 2;
        return lastChannel;
    }

    private int nextNumber(int channel) {
        // 0 on channel 0 is the greeting's.
        return numbers.merge(channel, channel == 0 ? 1 : habits.firstNumber(), (last, first) -> last + 1);
    }

    /** Whether the other peer has closed the connection. */
    public boolean isEnded() throws IOException {
        return wire.isAtEnd();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
