package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that other implementations of BEEP had, by their commit logs. */
class BeepFaultsTest {
    private static final long TURN = 1L << 32;
    private static final int MEBI = 1 << 20;
    private static final String START = "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>";

    private static ScriptedPeer listening(SessionLimits limits) {
        var serving = SessionSettings.serving(TestProfiles.echo()).withLimits(limits);
        return new ScriptedPeer(Role.LISTENER, serving, "<greeting />");
    }

    // ---- the sequence number turns over at 4 GiB -------------------------------------------------------------------

    /** The peer sends more than 4 GiB of one message, which was refused at once, and then another message. */
    @Test
    @Requirement({"BEEP-9", "BEEP-60"})
    void theSequenceNumberOfWhatComesTurnsOver() {
        var peer = listening(SessionLimits.defaults().withWindow(MEBI).withMessage(4096));
        peer.says("MSG 0 1", START);
        peer.heard();
        var acknowledged = new long[] {0, 4096, 0};
        var tally = new FrameTally(fields -> {
            if (fields[0].equals("SEQ")) {
                acknowledged[0] += (Long.parseLong(fields[2]) - acknowledged[0]) & (TURN - 1);
                acknowledged[1] = acknowledged[0] + Long.parseLong(fields[3]);
            } else {
                acknowledged[2]++;
            }
        });
        var zeros = ByteBuffer.allocate(MEBI);
        var sent = 0L;
        while (sent < TURN + MEBI) {
            var size = (int) Math.min(MEBI, acknowledged[1] - sent);
            assertThat(size).isPositive();
            peer.raw("MSG 1 1 * " + sent % TURN + " " + size + "\r\n");
            peer.session.receive(zeros.duplicate().limit(size));
            peer.raw("END\r\n");
            sent += size;
            tally.read(peer.transport.take());
        }
        assertThat(acknowledged[2]).as("the refusal").isEqualTo(1);
        peer.raw("MSG 1 1 . " + sent % TURN + " 0\r\nEND\r\nMSG 1 2 . " + sent % TURN + " 7\r\n\r\nhelloEND\r\n");
        assertThat(peer.heard()).contains("RPY 1 2 . ", "hello");
        assertThat(peer.ends).isEmpty();
    }

    /** This side sends three messages, the last of which passes 4 GiB. */
    @Test
    @Requirement({"BEEP-9", "BEEP-60"})
    void theSequenceNumberOfWhatLeavesTurnsOver() {
        var sent = new long[1];
        var last = new String[1];
        var tally = new FrameTally(fields -> {
            if (fields[1].equals("1")) {
                assertThat(Long.parseLong(fields[4])).isEqualTo(sent[0] % TURN);
                sent[0] += Long.parseLong(fields[5]);
                last[0] = fields[2] + " " + fields[3];
            }
        });
        var transport = new MemoryTransport() {
            @Override
            public void write(List<ByteBuffer> octets) {
                octets.forEach(buffer -> tally.read(buffer.duplicate()));
            }
        };
        var settings =
                SessionSettings.serving().withLimits(SessionLimits.defaults().withFrame(MEBI));
        var session = new Session(Role.INITIATOR, settings, transport, new SessionListener() {});
        session.open();
        var greeting = "\r\n<greeting />";
        session.receive(ascii("RPY 0 0 . 0 " + greeting.length() + "\r\n" + greeting + "END\r\n"));
        var started = session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        var answer = "\r\n<profile uri='" + TestProfiles.ECHO + "' />";
        session.receive(ascii("RPY 0 1 . " + greeting.length() + " " + answer.length() + "\r\n" + answer + "END\r\n"));
        var channel = started.join().channel();
        for (int megs : new int[] {2047, 2047, 3}) {
            var _ = channel.send(mebis(megs));
        }
        while (sent[0] < TURN + MEBI) {
            var before = sent[0];
            session.receive(ascii("SEQ 1 " + before % TURN + " " + (1 << 30) + "\r\n"));
            assertThat(sent[0]).isGreaterThan(before);
        }
        assertThat(sent[0]).isEqualTo(4097L * MEBI);
        assertThat(last[0]).isEqualTo("3 .");
        assertThat(channel.queuedOctets()).isZero();
        assertThat(session.isAlive()).isTrue();
    }

    /** The same octets over and over: nothing is copied on the way out. */
    private static List<ByteBuffer> mebis(int count) {
        var one = ByteBuffer.allocate(MEBI);
        var all = new ArrayList<ByteBuffer>();
        for (int i = 0; i < count; i++) {
            all.add(one.duplicate());
        }
        return all;
    }

    private static ByteBuffer ascii(String text) {
        return StandardCharsets.US_ASCII.encode(text);
    }

    // ---- frames that come together ---------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000, 100_000})
    @Requirement("BEEP-9")
    void noFrameIsLostHoweverTheOctetsAreCut(int piece) {
        var peer = listening(SessionLimits.defaults());
        peer.says("MSG 0 1", START);
        peer.heard();
        var all = new StringBuilder();
        var sequenceNumber = 0;
        for (int i = 0; i < 100; i++) {
            var body = "message " + i;
            all.append("MSG 1 %d . %d %d\r\n%sEND\r\n".formatted(i, sequenceNumber, body.length(), body));
            sequenceNumber += body.length();
        }
        var octets = ascii(all.toString());
        while (octets.hasRemaining()) {
            var size = Math.min(piece, octets.remaining());
            peer.session.receive(octets.slice(octets.position(), size));
            octets.position(octets.position() + size);
        }
        var heard = peer.heard();
        for (int i = 0; i < 100; i++) {
            assertThat(heard).contains("message " + i + "END\r\n");
        }
    }

    // ---- windows ---------------------------------------------------------------------------------------------------

    @Test
    @Requirement("BEEP-59")
    void nothingLeavesBeyondTheWindowAndEveryOctetOfItIsUsed() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var channel = peer.started();
        var _ = channel.send(TestPayloads.text("x".repeat(5000)));
        assertThat(peer.heard()).startsWith("MSG 1 1 * 0 4096\r\n");
        peer.raw("SEQ 1 0 4096\r\n");
        peer.raw("SEQ 1 4096 0\r\n");
        assertThat(peer.heard()).as("no room is no frame").isEmpty();
        peer.raw("SEQ 1 4096 1\r\n");
        assertThat(peer.heard()).isEqualTo("MSG 1 1 * 4096 1\r\nxEND\r\n");
        peer.raw("SEQ 1 4097 100000\r\n");
        assertThat(peer.heard()).startsWith("MSG 1 1 . 4097 905\r\n");
    }

    @Test
    @Requirement("BEEP-61")
    void aSequenceFrameComesAtHalfOfTheWindowAndNotBefore() {
        var peer = listening(SessionLimits.defaults().withWindow(4096));
        peer.says("MSG 0 1", START);
        peer.heard();
        peer.payload("MSG 1 1 *", "x".repeat(2047));
        assertThat(peer.heard()).isEmpty();
        peer.payload("MSG 1 1 *", "x");
        assertThat(peer.heard()).isEqualTo("SEQ 1 2048 4096\r\n");
    }

    /** Whatever the order of sends, acknowledgements and a network that comes and goes: everything arrives. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void noWakeUpIsLost(long seed) {
        var random = new Random(seed);
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var channel = peer.started();
        var sent = new long[1];
        var tally = new FrameTally(fields -> sent[0] += Long.parseLong(fields[5]));
        var wanted = 0L;
        for (int i = 0; i < 500; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    var size = random.nextInt(5000);
                    wanted += size + 2;
                    var _ = channel.send(TestPayloads.text("x".repeat(size)));
                }
                case 1 -> peer.raw("SEQ 1 " + sent[0] + " " + random.nextInt(6000) + "\r\n");
                case 2 -> peer.transport.writable(random.nextBoolean());
                default -> peer.session.writable();
            }
            tally.read(peer.transport.take());
        }
        peer.transport.writable(true);
        peer.session.writable();
        tally.read(peer.transport.take());
        while (sent[0] < wanted) {
            var before = sent[0];
            peer.raw("SEQ 1 " + before + " 4096\r\n");
            tally.read(peer.transport.take());
            assertThat(sent[0]).as("seed %d", seed).isGreaterThan(before);
        }
        assertThat(channel.queuedOctets()).isZero();
    }

    // ---- leniency --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSG 1 . 0 0",
                "MSG 1  . 0 0",
                "MSG  1 0 . 0 0",
                "MSG 1 0 .  0",
                "MSG 1 0 . 0 ",
                "MSG 1 0 . 0 0 ",
                "MSG 1 0 . 0 0 0",
                "MSG 1 0 . 0 +0",
                "MSG 1 0 . 0 -0",
                "MSG 1 0 . 0 0x0",
                "MSG 1 0 . 0 0\r",
                "MSG 1 0 . 0 0;",
                "MSG 1 0 . 0 \u0000",
                "MSG\t1 0 . 0 0",
                "MSG 1 0 , 0 0",
                "MSG 1 0 .. 0 0",
                "MSG 1 0  0 0",
                "msg 1 0 . 0 0",
                "MSGS 1 0 . 0 0",
                " MSG 1 0 . 0 0",
                "NUL 1 0 . 0 0 0",
                "ANS 1 0 . 0 0",
                "SEQ 1 0",
                "SEQ 1 0 ",
                "SEQ 1  4096",
                "SEQ 1 0 4096 0",
                "SEQ 1 0 4294967296",
                ""
            })
    @Requirement({"BEEP-4", "BEEP-11"})
    void aHeaderThatIsNearlyRightIsWrong(String header) {
        var peer = listening(SessionLimits.defaults());
        peer.says("MSG 0 1", START);
        peer.heard();
        peer.raw(header + "\r\nEND\r\n");
        assertThat(peer.heard()).as("the session ends in silence").isEmpty();
        assertThat(peer.ends).extracting(SessionEnd::kind).containsExactly(SessionEnd.Kind.FAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<start number=''><profile uri='" + TestProfiles.ECHO + "' /></start>",
                "<start number=' 1'><profile uri='" + TestProfiles.ECHO + "' /></start>",
                "<start number='+1'><profile uri='" + TestProfiles.ECHO + "' /></start>",
                "<start number='1'><profile /></start>",
                "<close number='1' code='' />",
                "<close number='' code='200' />",
                "<close number='1' code='200'>"
            })
    @Requirement("BEEP-22")
    void anElementThatIsNearlyRightIsAnsweredWithAnError(String element) {
        var peer = listening(SessionLimits.defaults());
        peer.says("MSG 0 1", element);
        assertThat(peer.heard()).startsWith("ERR 0 1 . ").containsPattern("<error code='50[01]'");
        assertThat(peer.session.isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\0", "<start />", START, "]]>"})
    @Requirement("BEEP-22")
    void octetsAfterAnElementAreMalformed(String trailing) {
        var peer = listening(SessionLimits.defaults());
        peer.says("MSG 0 1", START + trailing);
        assertThat(peer.heard()).startsWith("ERR 0 1 . ").contains("<error code='500'");
        assertThat(peer.session.channels().size()).isZero();
    }

    // ---- synchronous starts ----------------------------------------------------------------------------------------

    @Test
    void aStartBlocksNobody() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var starts = new ArrayList<CompletableFuture<StartedChannel>>();
        for (int i = 0; i < 3; i++) {
            starts.add(peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {}));
        }
        assertThat(peer.heard()).contains("number='1'", "number='3'", "number='5'");
        peer.says("RPY 0 1", "<profile uri='" + TestProfiles.ECHO + "' />");
        peer.says("ERR 0 2", "<error code='450'>later</error>");
        peer.says("RPY 0 3", "<profile uri='" + TestProfiles.ECHO + "' />");
        assertThat(starts.get(0).join().channel().number()).isEqualTo(1);
        assertThat(starts.get(1)).isCompletedExceptionally();
        assertThat(starts.get(2).join().channel().number()).isEqualTo(5);
    }
}
