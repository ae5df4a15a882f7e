package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The drafts' own cipher suite, with a peer that has no other: a JVM of its own, with that suite switched on. */
class LegacyTlsTest {
    @TempDir
    private static Path folder;

    private static BeepNetwork network;
    private static TestCertificate rsa;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(1);
        rsa = TestCertificate.make(folder, "RSA", "CN=nobody reads this", "san=dns:example.com");
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static String saidByLegacyPeer(TlsContext tls) throws IOException {
        try (var listener = network.listen(
                new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0),
                new ListenerBounds(10, 10),
                tls,
                address -> new Accepted(
                        SessionSettings.serving(TestProfiles.echo()).withTls(TlsPolicy.REQUIRED),
                        new SessionListener() {}))) {
            var allowed = Files.writeString(
                    folder.resolve("legacy.security"),
                    "jdk.tls.disabledAlgorithms=SSLv3, RC4\njdk.tls.legacyAlgorithms=\n");
            var peer = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.security.properties=" + allowed,
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            LegacyPeer.class.getName(),
                            String.valueOf(listener.address().getPort())))
                    .redirectErrorStream(true)
                    .start();
            return new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    @Requirement("OPEN-28")
    void aPeerWithNothingBetterIsTakenWhereLegacyIsOn() throws IOException {
        assertThat(saidByLegacyPeer(rsa.listener().withLegacy()))
                .isEqualTo("SSL_RSA_WITH_3DES_EDE_CBC_SHA TLSv1.2 true");
    }

    @Test
    @Requirement("OPEN-28")
    void itIsRefusedWhereLegacyIsOff() throws IOException {
        assertThat(saidByLegacyPeer(rsa.listener())).startsWith("refused: ").contains("handshake_failure");
    }

    @Test
    void itIsRefusedWhereCertificatesAreRequired() throws IOException {
        var listener = rsa.listener()
                .withClients(ClientCertificates.REQUIRED, List.of(rsa.certificate()))
                .withLegacy();
        assertThat(saidByLegacyPeer(listener)).startsWith("refused: ");
    }

    @Test
    @Requirement("OPEN-28")
    void aModernPeerGetsModernTlsFromTheSameListener() {
        try (var pair = TlsPair.of(rsa.listener().withLegacy(), TlsContext.initiator(List.of(rsa.certificate())))) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
            assertThat(pair.engine(pair.listener).getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    /** Old peers send none. The second suite stands for RFC 5746, which is insisted on. */
    @ParameterizedTest
    @CsvSource({"000a00ff, 22", "000a000a, 21"})
    void aHelloWithoutExtensionsIsAnswered(String suites, int answer) {
        var channel = new EmbeddedChannel();
        channel.pipeline().addFirst(rsa.listener().withLegacy().handler(channel, Role.LISTENER, ""));
        var body = "0303" + "07".repeat(32) + "00" + "0004" + suites + "0100";
        var hello =
                HexFormat.of().parseHex("160301%04x01%06x".formatted(body.length() / 2 + 4, body.length() / 2) + body);
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(hello));
        } catch (DecoderException e) {
            assertThat(answer).isEqualTo(21);
        }
        ByteBuf said = channel.readOutbound();
        assertThat(said.readUnsignedByte()).isEqualTo((short) answer);
        said.release();
        var _ = channel.close();
        channel.releaseOutbound();
    }

    @Test
    void withoutAnRsaKeyItSaysSo() {
        var ec = TestCertificate.make(folder, "example.com").listener();
        assertThatThrownBy(ec::withLegacy)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TLS_RSA_WITH_3DES_EDE_CBC_SHA needs an RSA key, and there is none");
    }

    @ParameterizedTest
    @CsvSource({
        "00 0002 000a, true",
        "00 0004 000a00ff, true",
        "02 abcd 0004 0035000a, true",
        "00 0004 000ac02f, false",
        "00 0004 1301000a, false",
        "00 0002 0035, false",
        "00 0000, false",
        "00 0004 000a, false",
        "00 00, false",
        "ff, false",
        "'', false",
    })
    void theOfferIsReadWithCare(String afterRandom, boolean legacyAlone) {
        var hello = Unpooled.wrappedBuffer(new byte[34], HexFormat.of().parseHex(afterRandom.replace(" ", "")));
        assertThat(ClientHello.offersLegacyAlone(hello)).isEqualTo(legacyAlone);
    }
}
