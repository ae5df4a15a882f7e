package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vulnerabilities that others had in framing, XML and resources, by their ids: this peer has none of them. */
class KnownVulnerabilitiesTest {
    private static final String PROFILE = "<profile uri='" + TestProfiles.ECHO + "' />";
    private static final String START = "<start number='1'>" + PROFILE + "</start>";
    private static final String SCRAM = "http://iana.org/beep/SASL/SCRAM-SHA-256";
    private static final String LAUGHS = "<!DOCTYPE start [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>";

    private static ScriptedPeer listening(SessionLimits limits) {
        var serving = SessionSettings.serving(TestProfiles.echo(), TestProfiles.silent())
                .withTls(TlsPolicy.OPTIONAL)
                .withAuthentication(new TestAccounts())
                .withLimits(limits);
        return new ScriptedPeer(Role.LISTENER, serving, "<greeting />");
    }

    private static ScriptedPeer listening() {
        return listening(SessionLimits.defaults());
    }

    /** Malformed XML is told so (500), nothing comes of it, and the session goes on. */
    private static void isMalformed(String element) {
        var peer = listening();
        peer.says("MSG 0 1", element);
        assertThat(peer.heard()).contains("ERR 0 1 . ", "<error code='500'");
        assertThat(peer.session.channels().size()).isZero();
        assertThat(peer.session.isAlive()).isTrue();
    }

    // ---- XML -------------------------------------------------------------------------------------------------------

    @Test
    @Requirement("BEEP-42")
    void cve20112205_nestedEntitiesAreRefused() {
        isMalformed(LAUGHS + "<start number='1'><profile uri='" + TestProfiles.ECHO + "'>&d;</profile></start>");
        isMalformed("<start number='1'><profile uri='" + TestProfiles.ECHO + "'>&d;</profile></start>");
    }

    @Test
    @Requirement("BEEP-42")
    void cve20131664_nestedEntitiesAreRefusedInAttributesToo() {
        isMalformed(LAUGHS + "<start number='1' serverName='&d;'>" + PROFILE + "</start>");
        isMalformed("<start number='1' serverName='&d;'>" + PROFILE + "</start>");
        isMalformed("<!DOCTYPE start [<!ATTLIST start serverName CDATA 'default.example.com'>]>" + START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE start>",
                "<!DOCTYPE start SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE start PUBLIC '-//X//Y' 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE start [<!ENTITY % a SYSTEM 'file:///etc/passwd'>%a;]>",
                "<!-- first --><!DOCTYPE start>",
                "<?first?><!DOCTYPE start>"
            })
    @Requirement("BEEP-42")
    void cve20220217_aDoctypeIsRefusedOnEveryWayIn(String doctype) {
        isMalformed(doctype + START);
        // What rides along, in both directions, passes the same parser.
        var peer = listening();
        peer.says("MSG 0 1", start(1, SCRAM, doctype + "<blob>AA==</blob>"));
        assertThat(peer.heard()).startsWith("ERR 0 1 . ").contains("<error code='500'");
        peer.says("MSG 0 2", start(1, "http://iana.org/beep/TLS", doctype + "<ready />"));
        assertThat(peer.heard()).startsWith("ERR 0 2 . ").contains("<error code='500'");
        assertThat(peer.transport.secured()).isEmpty();
        var initiating = new ScriptedPeer(
                Role.INITIATOR,
                SessionSettings.serving(),
                "<greeting><profile uri='http://iana.org/beep/TLS' /></greeting>");
        var secured = initiating.session.startTls("example.com");
        initiating.says(
                "RPY 0 1", "<profile uri='http://iana.org/beep/TLS'><![CDATA[" + doctype + "<proceed />]]></profile>");
        assertThat(secured).isCompletedExceptionally();
        assertThat(initiating.transport.secured()).isEmpty();
    }

    @Test
    @Requirement("BEEP-42")
    void cve20220217_aDoctypeInAGreetingOrAReplyEndsTheSession() {
        var greeted = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), LAUGHS + "<greeting />");
        assertThat(greeted.ends.getFirst().reason()).contains("a DOCTYPE is not allowed");
        var replied = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var started = replied.session.start("", java.util.List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        replied.says("RPY 0 1", "<!DOCTYPE profile>" + PROFILE);
        assertThat(started).isCompletedExceptionally();
        assertThat(replied.ends.getFirst().reason()).contains("a DOCTYPE is not allowed");
    }

    private static String start(int number, String uri, String content) {
        return "<start number='" + number + "'><profile uri='" + uri + "'><![CDATA[" + content
                + "]]></profile></start>";
    }

    /** A namespace prefix makes another element; a separator in its name makes none of ours. */
    @Test
    void cve202225236_noNamespaceTurnsAnElementIntoAnother() {
        var peer = listening();
        peer.says("MSG 0 1", "<x:start xmlns:x='http://example.com/x' number='1'>" + PROFILE + "</x:start>");
        assertThat(peer.heard()).startsWith("ERR 0 1 . ").contains("<error code='501'");
        peer.says("MSG 0 2", "<a xmlns='http://example.com/&#10;start' number='1'>" + PROFILE + "</a>");
        assertThat(peer.heard()).startsWith("ERR 0 2 . ").contains("<error code='501'");
        assertThat(peer.session.channels().size()).isZero();
    }

    /** What is written again is read again as the same value: no content turns into markup on the way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "]]></profile><profile uri='evil' />",
                "]]>",
                "<![CDATA[a]]>",
                "&lt;ready /&gt;",
                "a\u0000b",
                "a\r\nb",
                "' number='2"
            })
    void cve202225236_contentIsNeverMarkup(String content) {
        var written = ManagementWriter.write(new Profile("http://example.com/'><x a='&", content));
        Profile read;
        try {
            read = (Profile) ManagementReader.read(written);
        } catch (ManagementException e) {
            assertThat(content).as("only what XML can't hold is refused").contains("\0");
            return;
        }
        assertThat(read.uri()).isEqualTo("http://example.com/'><x a='&");
        assertThat(read.content().replace("\r\n", "\n")).isEqualTo(content.replace("\r\n", "\n"));
    }

    // ---- amplification ---------------------------------------------------------------------------------------------

    /** Nothing inflates: no feature offers it, and what claims to be compressed is no XML. */
    @Test
    void cve20142741_nothingIsDecompressed() {
        var transport = new MemoryTransport();
        var session = new Session(Role.LISTENER, SessionSettings.serving(), transport, new SessionListener() {});
        session.open();
        assertThat(StandardCharsets.US_ASCII.decode(transport.take()).toString())
                .doesNotContain("features");
        var peer = listening();
        var gzip = new String(
                HexFormat.of().parseHex("1f8b08000000000000ffb3512a2e492c2a5152d23703000000ffff"),
                StandardCharsets.ISO_8859_1);
        var payload = "Content-Type: application/beep+xml\r\nContent-Encoding: gzip\r\n\r\n" + gzip;
        peer.session.receive(ByteBuffer.wrap(("MSG 0 1 . 14 " + payload.length() + "\r\n" + payload + "END\r\n")
                .getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(peer.heard()).startsWith("ERR 0 1 . ").contains("<error code='500'");
    }

    /** Bounds hold at the header of a frame, before one octet of its payload is there. */
    @Test
    @Requirement("BEEP-64")
    void mongooseim1277_boundsHoldWhileFraming() {
        var peer = listening();
        peer.says("MSG 0 1", START);
        peer.heard();
        peer.raw("MSG 1 1 . 0 2147483647\r\n");
        assertThat(peer.ends.getFirst().reason()).contains("size 2147483647, the window has");
        var many = listening(SessionLimits.defaults().withMessage(4096).withWindow(1 << 16));
        many.says("MSG 0 1", START);
        many.payload("MSG 1 1 *", "x".repeat(4000));
        many.heard();
        many.raw("MSG 1 1 * 4000 97\r\n");
        assertThat(many.heard()).as("not one octet of the frame has come").contains("<error code='451'");
        assertThat(many.session.held().octets()).isLessThan(4096);
    }

    /** A header without end takes 62 octets and no more. */
    @Test
    @Requirement({"BEEP-6", "BEEP-64"})
    void mongooseim1277_aHeaderHasABoundToo() {
        var peer = listening();
        peer.raw("MSG " + "0".repeat(57));
        assertThat(peer.session.isAlive()).isTrue();
        peer.raw("0");
        assertThat(peer.ends.getFirst().reason()).contains("no CRLF within 62 octets");
    }

    // ---- peers that have not authenticated -------------------------------------------------------------------------

    /** Octets that drip in win no time. */
    @Test
    @Requirement("BEEP-64")
    void cve202132918_aSlowGreetingIsNotWaitedFor() {
        var transport = new MemoryTransport();
        var ends = new ArrayList<SessionEnd>();
        var session = new Session(Role.LISTENER, SessionSettings.serving(), transport, new SessionListener() {
            @Override
            public void ended(Session ended, SessionEnd end) {
                ends.add(end);
            }
        });
        session.open();
        var drops = "RPY 0 0 . 0 12\r\n<greeting />".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 9; i++) {
            transport.turnClock(Duration.ofSeconds(1));
            session.receive(ByteBuffer.wrap(drops, i, 1));
        }
        assertThat(session.isAlive()).isTrue();
        transport.turnClock(Duration.ofSeconds(1));
        assertThat(ends.getFirst().reason()).isEqualTo("the peer has not greeted within PT10S");
    }

    /** Nor do messages, started authentications or failed ones. */
    @Test
    @Requirement("BEEP-64")
    void cve202132918_aPeerThatOnlyKeepsBusyIsNotWaitedFor() {
        var peer = listening();
        peer.says("MSG 0 1", START);
        for (int i = 0; i < 59; i++) {
            peer.transport.turnClock(Duration.ofSeconds(1));
            peer.payload("MSG 1 " + i + " .", "x");
            peer.says("MSG 0 " + (i + 2), start(2 * i + 3, SCRAM, "<blob>AA==</blob>"));
            peer.heard();
        }
        assertThat(peer.session.isAlive()).isTrue();
        peer.transport.turnClock(Duration.ofSeconds(1));
        assertThat(peer.ends.getFirst().reason()).isEqualTo("the peer has not authenticated within PT1M");
        assertThat(peer.session.held().octets()).isZero();
    }

    /** Nor does TLS, which begins the session again. */
    @Test
    @Requirement("BEEP-64")
    void cve202132918_tlsGivesNoTimeBack() {
        var peer = listening();
        peer.transport.turnClock(Duration.ofSeconds(59));
        peer.says("MSG 0 1", start(1, "http://iana.org/beep/TLS", "<ready />"));
        var again = new ScriptedPeer(peer, new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", java.util.List.of()));
        again.says("RPY 0 0", "<greeting />");
        again.transport.turnClock(Duration.ofSeconds(1));
        assertThat(again.ends.getFirst().reason()).isEqualTo("the peer has not authenticated within PT1M");
    }

    /** What a session holds for a peer that has not authenticated has the session's bound, and is given back. */
    @Test
    @Requirement("BEEP-64")
    void cve202643506_whatStrangersMakeThisPeerHoldHasABoundAndIsGivenBack() {
        var limits = SessionLimits.defaults().withMessage(4096).withHeld(8192);
        var peer = listening(limits);
        for (int i = 0; peer.session.isAlive() && i < 1000; i++) {
            var number = 2 * i + 1;
            peer.says(
                    "MSG 0 " + (i + 1),
                    START.replace(TestProfiles.ECHO, TestProfiles.SILENT).replace("'1'", "'" + number + "'"));
            if (peer.heard().contains("RPY 0 ")) {
                peer.payload("MSG " + number + " 1 *", "x".repeat(3000));
            }
            assertThat(peer.session.held().octets()).isLessThanOrEqualTo(8192);
        }
        peer.session.lost("gone");
        assertThat(peer.session.held().octets()).isZero();
    }

    /** An element costs what its octets cost: no depth, breadth or number of attributes multiplies it. */
    @Test
    @Requirement("BEEP-64")
    void cve202643507_xmlOfStrangersIsBounded() {
        isMalformed("<a>".repeat(1000));
        isMalformed("<start number='1'>" + "<a/>".repeat(513) + "</start>");
        isMalformed("<start" + " a='b'".repeat(2) + "/>");
        assertThatThrownBy(() -> ManagementReader.read("<a" + "a".repeat(5000) + " />"))
                .isInstanceOf(ManagementException.class)
                .satisfies(fault -> assertThat(
                                ((ManagementException) fault).sentence().length())
                        .as("a diagnostic does not repeat what it complains of")
                        .isLessThan(200));
    }
}
