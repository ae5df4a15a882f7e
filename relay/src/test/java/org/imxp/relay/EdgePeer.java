package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imxp.protocol.Dialect;

/**
 * An endpoint made of raw frames: says XML, hears XML. White space between tags does not count, in either direction of a
 * comparison.
 */
final class EdgePeer {
    static final int MESH = 3;

    private static final String XML_HEADER = "Content-Type: application/beep+xml\r\n\r\n";

    /**
     * A message or reply from the relay, whole.
     *
     * @param payload one character for each octet
     */
    record Heard(String keyword, int channel, int number, String payload) {
        /** What follows the MIME header. */
        String body() {
            return payload.substring(payload.indexOf("\r\n\r\n") + 4);
        }

        boolean isMessage() {
            return keyword.equals("MSG");
        }
    }

    private final World world;
    private final MemoryLink link;
    private final Map<Integer, Integer> sent = new HashMap<>();
    private final Map<Integer, Integer> granted = new HashMap<>();
    private final Map<Integer, Integer> received = new HashMap<>();
    private final Map<Integer, Deque<byte[]>> waiting = new HashMap<>();
    private final Map<String, StringBuilder> partial = new HashMap<>();
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private final Deque<Heard> messages = new ArrayDeque<>();
    private final Deque<Heard> replies = new ArrayDeque<>();
    private boolean answering = true;
    private boolean reading = true;
    private int nextMessage = 1;

    EdgePeer(World world, MemoryLink link) {
        this.world = world;
        this.link = link;
    }

    /** Exchanges greetings. */
    EdgePeer greets() {
        return greets("<greeting />");
    }

    EdgePeer greets(String greeting) {
        frame("RPY", 0, 0, XML_HEADER + greeting);
        world.run();
        assertThat(replies.remove().body()).startsWith("<greeting>");
        return this;
    }

    // ---- what a test says ------------------------------------------------------------------------------------------

    /** Authenticates, and starts a channel of a dialect. */
    EdgePeer on(Dialect dialect, String identity) {
        authenticate(identity);
        start(MESH, dialect.profileUri(), "");
        return hears("<profile uri='" + dialect.profileUri() + "' />");
    }

    EdgePeer authenticate(String identity) {
        var blob = Base64.getEncoder().encodeToString(identity.getBytes(StandardCharsets.UTF_8));
        start(1, "http://iana.org/beep/SASL/PLAIN", "<blob>" + blob + "</blob>");
        assertThat(replies.remove().keyword()).isEqualTo("RPY");
        return this;
    }

    EdgePeer start(int number, String uri, String content) {
        return saysOn(
                0,
                "<start number='" + number + "'><profile uri='" + uri + "'>"
                        + (content.isEmpty() ? "" : "<![CDATA[" + content + "]]>") + "</profile></start>");
    }

    EdgePeer says(String xml) {
        return saysOn(MESH, xml);
    }

    EdgePeer saysOn(int channel, String xml) {
        return sends(channel, XML_HEADER + xml.strip());
    }

    EdgePeer sends(int channel, String payload) {
        frame("MSG", channel, nextMessage++, payload);
        world.run();
        return this;
    }

    /** Data, unless answered by hand, gets ok. */
    EdgePeer answersByHand() {
        answering = false;
        return this;
    }

    /** Grants no window beyond the first. */
    EdgePeer readsNothing() {
        reading = false;
        answering = false;
        return this;
    }

    EdgePeer answers(Heard message, String xml) {
        frame(xml.startsWith("<error") ? "ERR" : "RPY", message.channel(), message.number(), XML_HEADER + xml);
        world.run();
        return this;
    }

    void hangsUp() {
        link.cut();
        world.run();
    }

    // ---- what a test expects ---------------------------------------------------------------------------------------

    /** The next reply. */
    EdgePeer hears(String xml) {
        assertThat(replies).as("replies").isNotEmpty();
        assertThat(trim(replies.remove().body())).isEqualTo(trim(xml));
        return this;
    }

    EdgePeer hearsError(int code) {
        assertThat(replies).as("replies").isNotEmpty();
        var reply = replies.remove();
        assertThat(reply.keyword() + " " + reply.body()).startsWith("ERR <error code='" + code + "' xml:lang='en'>");
        return this;
    }

    /** The next message of the relay. */
    Heard gets() {
        assertThat(messages).as("messages").isNotEmpty();
        return messages.remove();
    }

    EdgePeer gets(String xml) {
        assertThat(trim(gets().body())).isEqualTo(trim(xml));
        return this;
    }

    EdgePeer getsNothing() {
        assertThat(messages).isEmpty();
        return this;
    }

    int messageCount() {
        return messages.size();
    }

    /** Frames that the relay has not granted room for. */
    int waitingFrames() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    MemoryLink link() {
        return link;
    }

    static String trim(String xml) {
        return xml.strip().replaceAll(">\\s+<", "><").replaceAll("\\s+", " ").replace('"', '\'');
    }

    // ---- frames ----------------------------------------------------------------------------------------------------

    private void frame(String keyword, int channel, int number, String payload) {
        var octets = payload.getBytes(StandardCharsets.ISO_8859_1);
        int offset = 0;
        do {
            // Half of the first window: so much is always left of it, or the relay opens it (RFC 3081 section 3.1.4).
            int size = Math.min(octets.length - offset, 2048);
            int seqno = sent.merge(channel, size, Integer::sum) - size;
            boolean more = offset + size < octets.length;
            var text = keyword + " " + channel + " " + number + " " + (more ? "*" : ".") + " " + seqno + " " + size
                    + "\r\n" + new String(octets, offset, size, StandardCharsets.ISO_8859_1) + "END\r\n";
            waiting.computeIfAbsent(channel, key -> new ArrayDeque<>()).add(text.getBytes(StandardCharsets.ISO_8859_1));
            offset += size;
        } while (offset < octets.length);
        flush(channel);
    }

    /** Frames wait for the relay's window: whole ones, so that the test's text stays simple. */
    private void flush(int channel) {
        var queue = waiting.getOrDefault(channel, new ArrayDeque<>());
        while (!queue.isEmpty()) {
            var frame = new String(queue.element(), StandardCharsets.ISO_8859_1);
            var header = fields(frame.substring(0, frame.indexOf("\r\n")));
            if (Integer.parseInt(header[4]) + Integer.parseInt(header[5]) > granted.getOrDefault(channel, 4096)) {
                return;
            }
            world.toRelay(link, queue.remove());
        }
    }

    /** Octets of the relay have come. */
    void receive(byte[] octets) {
        input.writeBytes(octets);
        var text = input.toString(StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int next = frameEnd(text, from); next > 0; next = frameEnd(text, from)) {
            frame(text.substring(from, next));
            from = next;
        }
        input.reset();
        input.writeBytes(text.substring(from).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String[] fields(String header) {
        return header.split(" ", -1);
    }

    private static int frameEnd(String text, int from) {
        int line = text.indexOf("\r\n", from);
        if (line < 0) {
            return -1;
        }
        var header = fields(text.substring(from, line));
        int end = header[0].equals("SEQ") ? line + 2 : line + 2 + Integer.parseInt(header[5]) + 5;
        return end <= text.length() ? end : -1;
    }

    private void frame(String text) {
        int line = text.indexOf("\r\n");
        var header = fields(text.substring(0, line));
        int channel = Integer.parseInt(header[1]);
        if (header[0].equals("SEQ")) {
            granted.put(channel, Integer.parseInt(header[2]) + Integer.parseInt(header[3]));
            flush(channel);
            return;
        }
        int size = Integer.parseInt(header[5]);
        int total = received.merge(channel, size, Integer::sum);
        if (reading) {
            world.toRelay(link, ("SEQ " + channel + " " + total + " 65536\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        var key = header[0] + channel + " " + header[2];
        var whole = partial.computeIfAbsent(key, none -> new StringBuilder()).append(text, line + 2, line + 2 + size);
        if (header[3].equals(".")) {
            partial.remove(key);
            heard(new Heard(header[0], channel, Integer.parseInt(header[2]), whole.toString()));
        }
    }

    private void heard(Heard heard) {
        if (!heard.isMessage()) {
            replies.add(heard);
            return;
        }
        messages.add(heard);
        if (answering) {
            frame("RPY", heard.channel(), heard.number(), XML_HEADER + "<ok />");
        }
    }

    /** Everything that the relay sent and no expectation took, for a look at all octets. */
    List<Heard> leftOver() {
        var all = new ArrayList<Heard>(replies);
        all.addAll(messages);
        return all;
    }
}
