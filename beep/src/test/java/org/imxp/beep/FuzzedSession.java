package org.imxp.beep;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.sasl.SaslClient;

/**
 * A session whose peer does as it likes, and what has to hold then. The TLS handshake is only pretended. What does not hold
 * is an {@link AssertionError}.
 */
public final class FuzzedSession {
    private static final SessionLimits LIMITS = SessionLimits.defaults()
            .withMessage(8192)
            .withWindow(16_384)
            .withChannels(8)
            .withUnanswered(16)
            .withHeld(1 << 16)
            .withWindows(1 << 16);
    private static final Profile[] PROFILES = {
        TestProfiles.echo(),
        TestProfiles.silent(),
        TestProfiles.counting(),
        TestProfiles.collecting(),
        TestProfiles.refusing(),
        TestProfiles.asking(),
        TestProfiles.reversed(),
    };

    private final MemoryTransport transport = new MemoryTransport();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final List<RuntimeException> faults = new ArrayList<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private final List<Channel> started = new ArrayList<>();
    private final Session session;
    private final HeardFrames heard = new HeardFrames();
    private long received;

    /**
     * Opens the session.
     *
     * @param role its role
     * @param tls whether it may be encrypted
     * @param accounts who may authenticate to it
     */
    public FuzzedSession(Role role, boolean tls, Authentication accounts) {
        var settings = SessionSettings.serving(PROFILES)
                .withLimits(LIMITS)
                .withAuthentication(accounts)
                .withTls(tls ? TlsPolicy.OPTIONAL : TlsPolicy.OFF);
        session = new Session(role, settings, transport, new SessionListener() {
            @Override
            public void failed(Session failed, RuntimeException fault) {
                faults.add(fault);
            }

            @Override
            public void ended(Session ended, SessionEnd end) {
                ends.add(end);
            }
        });
        session.open();
        hear();
    }

    /**
     * The peer sends octets, and what they lead to leaves after the last of them.
     *
     * @param octets the octets
     * @param piece how many come at a time, 1 or more
     */
    public void receive(byte[] octets, int piece) {
        session.together(() -> {
            for (int i = 0; i < octets.length; i += piece) {
                receive(ByteBuffer.wrap(octets, i, Math.min(piece, octets.length - i)));
            }
        });
        hear();
    }

    /**
     * The peer sends octets, one at a time, and what each leads to leaves before the next.
     *
     * @param octets the octets
     */
    public void receiveSlowly(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            receive(ByteBuffer.wrap(octets, i, 1));
            hear();
        }
    }

    private void receive(ByteBuffer octets) {
        received += octets.remaining();
        session.receive(octets);
        require(!octets.hasRemaining() || !session.isAlive(), "octets are left over");
        var most = LIMITS.held() + LIMITS.message() + HeldOctets.EACH;
        require(session.held().octets() <= most, session.held().octets() + " octets are held");
        require(session.held().octets() >= 0, session.held().octets() + " octets are held");
    }

    private void hear() {
        if (!transport.hasOctets()) {
            return;
        }
        heard.hear(transport.take());
        // The longest answer to the shortest message is an error that quotes it, or an answer to each letter.
        require(heard.octets() <= 100_000 + 64 * received, heard.octets() + " octets for " + received);
    }

    /**
     * The peer allows more octets on a channel, as it has told the session.
     *
     * @param channel the channel
     * @param upTo the number of the first octet that is not allowed
     */
    public void allows(int channel, long upTo) {
        heard.allowed(channel, upTo);
    }

    /** From here on the session has to keep within what {@link #allows} was told. */
    public void keepsToWindows() {
        heard.keepsToWindows();
    }

    /**
     * How far the session has sent.
     *
     * @param channel the channel
     * @return the number of the next octet on it
     */
    public long sent(int channel) {
        return heard.next(channel);
    }

    /**
     * The handshake is done, if one was asked for.
     *
     * @return whether it was
     */
    public boolean shakeHands() {
        if (transport.secured().isEmpty() || !session.isAlive()) {
            return false;
        }
        transport.secured().clear();
        heard.again();
        session.secured(new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of()));
        hear();
        return true;
    }

    /**
     * Time passes.
     *
     * @param by how much
     */
    public void turnClock(Duration by) {
        transport.turnClock(by);
        hear();
    }

    /**
     * The network takes octets, or none.
     *
     * @param is whether it does
     */
    public void writable(boolean is) {
        transport.writable(is);
        if (is) {
            session.writable();
        }
        hear();
    }

    /** The application asks for a channel, and says two things on it. */
    public void start() {
        var offers = List.of(ProfileOffer.of(TestProfiles.ECHO), new ProfileOffer(TestProfiles.SILENT, "<first />"));
        asked.add(session.start("example.com", offers, exchange -> exchange.reply(TestPayloads.text("yes\r\n")))
                .thenAccept(channel -> {
                    started.add(channel.channel());
                    asked.add(channel.channel().send(TestPayloads.text("one\r\n")));
                    asked.add(channel.channel().send(TestPayloads.text("two\r\n".repeat(1000))));
                }));
        hear();
    }

    /** The application closes each channel that it has. */
    public void closeChannels() {
        for (var channel : started) {
            if (channel.isOpen()) {
                asked.add(channel.close(ReplyCode.SUCCESS, "enough"));
            }
        }
        hear();
    }

    /** The application asks for TLS. */
    public void startTls() {
        if (session.greeting().isPresent() && session.tlsPeer().isEmpty()) {
            asked.add(session.startTls("example.com"));
        }
        hear();
    }

    /**
     * The application authenticates.
     *
     * @param client how
     */
    public void authenticate(SaslClient client) {
        asked.add(session.authenticate(client, "example.com"));
        hear();
    }

    /** The application wants to end. */
    public void release() {
        asked.add(session.release());
        hear();
    }

    /**
     * Whether anything can still happen.
     *
     * @return false once the session has ended
     */
    public boolean isAlive() {
        return session.isAlive();
    }

    /**
     * The peer leaves after ten minutes without a word.
     *
     * @return what it heard, and how the session ended
     */
    public String finish() {
        writable(true);
        turnClock(Duration.ofMinutes(10));
        session.lost("the peer has left");
        hear();
        if (!faults.isEmpty()) {
            throw new AssertionError("a fault of this side", faults.getFirst());
        }
        require(ends.size() == 1, "ends: " + ends);
        require(transport.closed(), "the connection is not closed");
        require(session.held().octets() == 0, session.held().octets() + " octets are held when all is over");
        var untold = asked.stream().filter(future -> !future.isDone()).count();
        require(untold == 0, untold + " of " + asked.size() + " futures are never done");
        var reason = ends.getFirst().reason();
        require(
                !reason.isBlank() && reason.length() <= 1003 && reason.lines().count() == 1,
                "the reason is no line: " + reason);
        return heard.text() + "\n" + ends.getFirst().kind() + ": "
                // How many octets are left depends on how they are cut.
                + reason.replaceFirst("^[0-9]+ octets while TLS", "octets while TLS");
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new AssertionError(otherwise);
        }
    }

    /**
     * The URIs that are served, and one that is not.
     *
     * @return the URIs
     */
    public static List<String> uris() {
        var uris = new ArrayList<>(Arrays.stream(PROFILES).map(Profile::uri).toList());
        uris.add(Tuning.TLS);
        SaslProfile.MECHANISMS.forEach(mechanism -> uris.add(Tuning.SASL + mechanism));
        uris.add("http://example.com/beep/unknown");
        return uris;
    }
}
