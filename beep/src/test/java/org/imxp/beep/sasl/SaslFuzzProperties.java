package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the other side sends, a mechanism ends with a step, never with an exception, and never with a success. */
class SaslFuzzProperties {
    private static final String CHALLENGE =
            "realm=\"example.com\",nonce=\"n\",qop=\"auth\",charset=utf-8,algorithm=md5-sess";
    private static final String RESPONSE =
            "charset=utf-8,username=\"fred\",realm=\"example.com\",nonce=\"n\",nc=00000001,"
                    + "cnonce=\"c\",digest-uri=\"beep/example.com\",response=d388dad90d4bbd760a152321f2143af7,qop=auth";
    private static final List<String> SAMPLES = List.of(
            "",
            "n,,n=fred,r=abc",
            "p=tls-exporter,,n=fred,r=abc",
            "p=tls-unique,a=fred@example.com,n=fred,r=abc",
            "fred@example.com",
            "sirhc",
            "y,a=fred@example.com,n=fr=2Ced,r=abc,x=y",
            "c=biws,r=abc,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
            "r=abcdef,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
            "e=invalid-proof",
            "rspauth=ea40f60335c427b5527b84dbabcdfffd",
            CHALLENGE,
            RESPONSE,
            "\0fred\0secret");

    @Provide
    Arbitrary<byte[]> messages() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Arbitraries.bytes().array(byte[].class).ofMinSize(4090).ofMaxSize(4100),
                Arbitraries.randomValue(SaslFuzzProperties::mutated));
    }

    @Provide
    Arbitrary<List<byte[]>> conversations() {
        return messages().list().ofMinSize(1).ofMaxSize(4);
    }

    private static byte[] mutated(Random random) {
        var octets = SAMPLES.get(random.nextInt(SAMPLES.size())).getBytes(StandardCharsets.UTF_8);
        var mutations = octets.length == 0 ? 0 : random.nextInt(4);
        for (var i = 0; i < mutations; i++) {
            octets[random.nextInt(octets.length)] = random.nextBoolean()
                    ? (byte) random.nextInt()
                    : (byte) ",=\"\\nmprcsi 0".charAt(random.nextInt(13));
        }
        return octets;
    }

    /** No password is guessed; EXTERNAL and ANONYMOUS are asked for nothing that could be. */
    @Property(tries = 6000)
    void aServerAnswersWhateverItIsSent(
            @ForAll SaslMechanism mechanism,
            @ForAll("conversations") List<byte[]> conversation,
            @ForAll boolean begun,
            @ForAll boolean bound) {
        var server = server(mechanism, bound);
        if (begun) {
            assertThat(SaslBench.await(server.begin())).isInstanceOfAny(SaslChallenge.class, SaslFailure.class);
        }
        for (var message : conversation) {
            var step = SaslBench.await(server.respond(message));
            switch (step) {
                case SaslChallenge(var data) -> assertThat(data.length()).isLessThan(8192);
                case SaslFailure failure -> assertThat(failure.code()).isIn(501, 534, 535);
                case SaslSuccess success ->
                    assertThat(mechanism.takesPassword()).isFalse();
            }
        }
    }

    private static SaslServer server(SaslMechanism mechanism, boolean bound) {
        var bench = new SaslBench();
        var exporter = bound ? SaslBench.BOUND.exporter() : Optional.<Octets>empty();
        var security = new TransportSecurity(exporter, List.of(TestCertificates.of("rfc822", "fred@example.com")));
        return bench.authority(SaslBench.RESOURCES)
                .withAnonymous((trace, context) -> Optional.of("nobody"))
                .factory(mechanism)
                .begin(bench.context(security));
    }

    @Property(tries = 6000)
    void aClientAnswersWhateverItIsSent(
            @ForAll SaslMechanism mechanism,
            @ForAll("conversations") List<byte[]> conversation,
            @ForAll boolean complete) {
        var client = client(mechanism);
        if (complete) {
            assertThat(client.initialResponse().isPresent()).isEqualTo(mechanism != SaslMechanism.DIGEST_MD5);
        }
        for (var message : conversation) {
            var step = SaslBench.await(client.respond(message, complete));
            if (step instanceof SaslVerified) {
                assertThat(mechanism).isIn(SaslMechanism.PLAIN, SaslMechanism.EXTERNAL, SaslMechanism.ANONYMOUS);
            }
        }
    }

    private static SaslClient client(SaslMechanism mechanism) {
        return switch (mechanism) {
            case EXTERNAL -> SaslClient.external("fred@example.com");
            case ANONYMOUS -> SaslClient.anonymous("sirhc");
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256, SCRAM_SHA_1_PLUS, SCRAM_SHA_1, DIGEST_MD5, PLAIN ->
                SaslBench.client(mechanism, "fred", "secret");
        };
    }

    @Property(tries = 2000)
    void directivesParseOrAreRefused(@ForAll("messages") byte[] message) {
        try {
            assertThat(Directives.parse(message).all()).isNotNull();
        } catch (SaslSyntaxException e) {
            assertThat(e.sentence()).isNotEmpty();
        }
    }

    @Property(tries = 2000)
    void scramMessagesParseOrAreRefused(@ForAll("messages") byte[] message) {
        try {
            var first = ScramClientFirst.parse(WireText.utf8(message));
            assertThat(first.gs2Header() + first.bare()).isEqualTo(WireText.utf8(message));
        } catch (SaslSyntaxException e) {
            assertThat(e.sentence()).isNotEmpty();
        }
    }

    @Property(tries = 2000)
    void quotedStringsComeBack(@ForAll byte[] octets) {
        var wire = new String(octets, StandardCharsets.ISO_8859_1);
        var message = ("a=" + Directives.quote(wire)).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Directives.parse(message).values("a")).containsExactly(wire);
    }

    @Property(tries = 2000)
    void namesComeBackThroughTheirEscapes(@ForAll String name) {
        assertThat(ScramName.unescape(ScramName.escape(name))).isEqualTo(name);
        assertThat(ScramName.escape(name)).doesNotContain(",");
    }

    @Property(tries = 2000)
    void preparationIsStable(@ForAll String text) {
        var once = SaslPrep.prepare(text);
        assertThat(once.flatMap(SaslPrep::prepare)).isEqualTo(once);
    }
}
