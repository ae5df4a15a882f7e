package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imxp.beep.Accepted;
import org.imxp.beep.Authentication;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.SaslAuthentication;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Mesh;
import org.imxp.relay.config.Mesh.Intermediary;
import org.imxp.relay.config.Security;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two relays on a real connection: that of rubble.com comes to that of example.com. */
@Timeout(60)
class RelayLoginTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Domain EXAMPLE = Domain.parse("example.com");
    private static final Domain RUBBLE = Domain.parse("rubble.com");
    private static final SaslResources RESOURCES = new SaslResources(new SecureRandom(), Runnable::run);
    private static final RelayCertificate AUTHORITY = Form.authority("authority");
    private static final RelayTrust TRUST = new RelayTrust(List.of(AUTHORITY.certificate()), List.of(), Form.CLOCK);

    private static BeepNetwork network;

    private final List<BeepListener> listeners = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(2);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @AfterEach
    void stopListening() {
        listeners.forEach(BeepListener::close);
    }

    private static Form form(String domain) {
        return Form.named(domain).signedBy(AUTHORITY);
    }

    private static RelayTls tls(RelayCertificate certificate) {
        return new RelayTls(TRUST, new OwnCertificates(certificate, Map.of()), false);
    }

    private static MeshSecrets noSecrets() {
        return MeshSecrets.read(Map.of(), List.of(), Security.MECHANISMS, RESOURCES);
    }

    private BeepListener listen(TlsContext tls, Authentication authentication, TrustedSession side) {
        var settings = SessionSettings.serving().withTls(TlsPolicy.REQUIRED).withAuthentication(authentication);
        var listener = network.listen(ANY, new ListenerBounds(10, 10), tls, address -> new Accepted(settings, side));
        listeners.add(listener);
        return listener;
    }

    private BeepListener listen(RelayCertificate certificate, TrustedSession side) {
        return listen(tls(certificate).listener(), new MeshLogin(TRUST), side);
    }

    private MeshSecrets secrets(String peer, String own, String secret) throws IOException {
        var file = Files.writeString(folder.resolve(peer + ".secret"), secret);
        return MeshSecrets.read(Map.of(peer, file), List.of(Domain.parse(own)), Security.MECHANISMS, RESOURCES);
    }

    private BeepListener listen(MeshSecrets secrets, TrustedSession side, SaslMechanism... mechanisms) {
        var authority = SaslAuthority.withDefaults(secrets, RESOURCES, Form.CLOCK);
        var bySecret = SaslAuthentication.of(authority, "example.com", mechanisms);
        return listen(tls(form("example.com").make()).listener(), new MeshLogin(TRUST, bySecret), side);
    }

    // ---- by certificate --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @Requirement({"SEED-48", "SEED-49", "WIRE-4"})
    void relaysThatNeverMetProveTheirDomains(Dialect dialect) {
        var there = new TrustedSession();
        var listener = listen(form("example.com").make(), there);
        var here = TrustedSession.connect(
                network, listener, tls(form("rubble.com").make()).initiator(RUBBLE));
        assertThat(here.mechanisms()).isEmpty();
        here.secure("example.com");
        var client = new InitiatorLogin(noSecrets())
                .client(here.session(), RUBBLE, EXAMPLE, dialect)
                .orElseThrow();
        here.authenticate(client, "example.com");

        assertThat(client.mechanism()).isEqualTo("EXTERNAL");
        assertThat(there.identity()).isEqualTo("imxp=mesh@rubble.com");
        var proofs = new PeerProofs(TRUST, new Mesh(List.of(), Map.of(), Map.of()));
        var proved = there.inTurn(proofs::of);
        assertThat(proved.domains()).containsExactly(RUBBLE);
        assertThat(proved.intermediary()).isFalse();
        assertThat(here.inTurn(proofs::of).domains()).containsExactly(EXAMPLE);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(form("slate.example").make(), "the certificate is for slate.example, not for "),
                Arguments.of(Form.named("*.com").signedBy(AUTHORITY).make(), "the certificate names no domain"),
                Arguments.of(form("x").expired().make(), "the certificate has run out at 2026-11-22T10:00:00Z, and"),
                Arguments.of(
                        form("x").notYetValid().make(), "the certificate is not valid before 2026-11-24T10:00:00Z"),
                Arguments.of(
                        Form.named("rubble.com", "example.com").make(), "the certificate is signed by nobody who is"),
                Arguments.of(
                        Form.of().subject("rubble.com").signedBy(AUTHORITY).make(),
                        "the certificate names no domain in its subjectAltName, and "));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    @Requirement({"CORE-35", "OPEN-27"})
    void anInitiatorRefusesARelayThatIsNotTheDomains(RelayCertificate shown, String reason) {
        var listener = listen(shown, new TrustedSession());
        var here = TrustedSession.connect(
                network, listener, tls(form("rubble.com").make()).initiator(RUBBLE));

        assertThatThrownBy(() -> here.secure("example.com"))
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("the TLS handshake failed: " + reason);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    @Requirement({"SEED-48", "OPEN-27"})
    void aListenerRefusesARelayThatIsNotTheDomains(RelayCertificate shown, String reason) {
        var there = new TrustedSession();
        var listener = listen(form("example.com").make(), there);
        var here = TrustedSession.connect(network, listener, tls(shown).initiator(RUBBLE))
                .secure("example.com");

        assertThat(here.mechanisms()).containsExactly("EXTERNAL");
        assertThatThrownBy(() -> here.authenticate(SaslClient.external("imxp=mesh@rubble.com"), "example.com"))
                .isInstanceOfSatisfying(PeerRefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(535);
                    assertThat(refused.text()).startsWith(reason);
                });
        var proofs = new PeerProofs(TRUST, new Mesh(List.of(), Map.of(), Map.of()));
        assertThat(there.inTurn(proofs::of).proves(RUBBLE)).isFalse();
        assertThat(there.session().identity()).isEmpty();
    }

    @Test
    void anInitiatorThatAsksForNoDomainTrustsNobody() {
        var listener = listen(form("example.com").make(), new TrustedSession());
        var here = TrustedSession.connect(
                network, listener, tls(form("rubble.com").make()).initiator(RUBBLE));

        assertThatThrownBy(() -> here.secure("")).hasMessageContaining("no domain was asked for");
    }

    @Test
    void whoAsksToBeNobodyInParticularIsTheFirstDomainOfItsCertificate() {
        var there = new TrustedSession();
        var listener = listen(form("example.com").make(), there);
        var shown =
                Form.named("slate.example", "rubble.com").signedBy(AUTHORITY).make();
        TrustedSession.connect(network, listener, tls(shown).initiator(RUBBLE))
                .secure("example.com")
                .authenticate(SaslClient.external(""), "example.com");

        assertThat(there.identity()).isEqualTo("imxp=mesh@slate.example");
    }

    @Test
    void anIdentityThatIsNoRelaysIsRefused() {
        var listener = listen(form("example.com").make(), new TrustedSession());
        var here = TrustedSession.connect(
                        network, listener, tls(form("rubble.com").make()).initiator(RUBBLE))
                .secure("example.com");

        assertThatThrownBy(() -> here.authenticate(SaslClient.external("fred@rubble.com"), "example.com"))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(501));
        assertThatThrownBy(() -> here.authenticate(SaslClient.external("x".repeat(512)), "example.com"))
                .hasMessageContaining("the identity is no relay's");
        assertThatThrownBy(() -> here.authenticate(SaslClient.external("é".repeat(257)), "example.com"))
                .hasMessageContaining("the identity has 514 octets: at most 512 are allowed");
    }

    @Test
    @Requirement("OPEN-27")
    void theRelayOfALiteralHasItsAddressInItsCertificate() {
        var shown = Form.of(Form.ip("127.0.0.1")).signedBy(AUTHORITY).make();
        var literal = Domain.parse("[127.0.0.1]");
        var listener = listen(shown, new TrustedSession());
        var here = TrustedSession.connect(
                        network, listener, tls(form("rubble.com").make()).initiator(RUBBLE))
                .secure(literal.toString());

        var proofs = new PeerProofs(TRUST, new Mesh(List.of(), Map.of(), Map.of()));
        assertThat(here.inTurn(proofs::of).domains()).containsExactly(literal);
    }

    @Test
    void eachDomainIsShownByItsOwnCertificate() {
        var all = Form.named("example.com", "slate.example").signedBy(AUTHORITY).make();
        var slates = form("slate.example").make();
        var own = new OwnCertificates(all, Map.of(Domain.parse("slate.example"), slates));
        var tls = new RelayTls(TRUST, own, false);
        for (var asked : List.of("example.com", "slate.example")) {
            var listener = listen(tls.listener(), new MeshLogin(TRUST), new TrustedSession());
            var here = TrustedSession.connect(
                            network, listener, tls(form("rubble.com").make()).initiator(RUBBLE))
                    .secure(asked);
            assertThat(here.session().tlsPeer().orElseThrow().certificates().getFirst())
                    .isEqualTo(own.of(Domain.parse(asked)).certificate());
        }
        assertThat(tls.initiator(EXAMPLE)).isSameAs(tls.initiator(RUBBLE));
        assertThat(tls.initiator(Domain.parse("slate.example"))).isNotSameAs(tls.initiator(EXAMPLE));
        assertThat(own.unproved(List.of(EXAMPLE, RUBBLE))).containsExactly(RUBBLE);
    }

    @Test
    void newCertificatesAreShownFromThenOn() {
        var there = new TrustedSession();
        var listening = tls(form("example.com").make());
        var listener = listen(listening.listener(), new MeshLogin(TRUST), there);
        var initiating = tls(form("rubble.com").make());
        var before = initiating.initiator(RUBBLE);
        var example = form("example.com").make();
        var rubble = form("rubble.com").make();
        listening.renew(new OwnCertificates(example, Map.of()));
        initiating.renew(new OwnCertificates(rubble, Map.of()));

        assertThat(initiating.initiator(RUBBLE)).isNotSameAs(before);
        var here = TrustedSession.connect(network, listener, initiating.initiator(RUBBLE))
                .secure("example.com");
        assertThat(here.session().tlsPeer().orElseThrow().certificates()).isEqualTo(example.chain());
        assertThat(there.secured().tlsPeer().orElseThrow().certificates()).isEqualTo(rubble.chain());
    }

    @Test
    @Requirement("CORE-34")
    void anIntermediaryIsKnownByItsDomainOrItsCertificate() throws IOException {
        var there = new TrustedSession();
        var listener = listen(form("example.com").make(), there);
        var shown = form("rubble.com").make();
        TrustedSession.connect(network, listener, tls(shown).initiator(RUBBLE)).secure("example.com");
        var file = Files.writeString(folder.resolve("rubble.pem"), Pem.of(shown.certificate()));

        assertThat(intermediary(there, new Intermediary.OfDomain(RUBBLE))).isTrue();
        assertThat(intermediary(there, new Intermediary.WithCertificate(file))).isTrue();
        assertThat(intermediary(there, new Intermediary.OfDomain(EXAMPLE))).isFalse();
    }

    private static boolean intermediary(TrustedSession side, Intermediary intermediary) {
        side.secured();
        var mesh =
                new Mesh(List.of(), Map.of(), Map.of(), List.of(intermediary), List.of(), List.of(), List.of(), true);
        return side.inTurn(new PeerProofs(TRUST, mesh)::of).intermediary();
    }

    // ---- by secret -------------------------------------------------------------------------------------------------

    static Stream<Arguments> mechanisms() {
        return Stream.of(
                Arguments.of(MeshSecrets.MECHANISMS, Dialect.IMXP, "SCRAM-SHA-256-PLUS"),
                Arguments.of(List.of(SaslMechanism.SCRAM_SHA_256), Dialect.APEX, "SCRAM-SHA-256"),
                Arguments.of(List.of(SaslMechanism.DIGEST_MD5), Dialect.IMXP, "DIGEST-MD5"),
                Arguments.of(List.of(SaslMechanism.DIGEST_MD5), Dialect.APEX, "DIGEST-MD5"));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    @Requirement({"SEED-48", "WIRE-4", "CORE-50"})
    void aSecretProvesADomainWhateverTheCertificate(List<SaslMechanism> offered, Dialect dialect, String used)
            throws IOException {
        var there = new TrustedSession();
        var listener =
                listen(secrets("rubble.com", "example.com", "hush\n"), there, offered.toArray(SaslMechanism[]::new));
        // Nobody trusts it, and nobody needs to.
        var here = TrustedSession.connect(
                        network, listener, tls(Form.named("rubble.com").make()).initiator(RUBBLE))
                .secure("example.com");
        var client = new InitiatorLogin(secrets("example.com", "rubble.com", "hush"))
                .client(here.session(), RUBBLE, EXAMPLE, dialect)
                .orElseThrow();
        here.authenticate(client, "example.com");

        assertThat(client.mechanism()).isEqualTo(used);
        assertThat(there.identity()).isEqualTo("imxp=mesh@rubble.com");
        var proofs = new PeerProofs(TRUST, new Mesh(List.of(), Map.of(), Map.of()));
        assertThat(there.inTurn(proofs::of).domains()).containsExactly(RUBBLE);
    }

    @Test
    void aWrongSecretIsRefused() throws IOException {
        var there = new TrustedSession();
        var listener = listen(
                secrets("rubble.com", "example.com", "hush"),
                there,
                SaslMechanism.SCRAM_SHA_256,
                SaslMechanism.DIGEST_MD5);
        var here = TrustedSession.connect(
                        network, listener, tls(form("rubble.com").make()).initiator(RUBBLE))
                .secure("example.com");
        var wrong = secrets("example.com", "rubble.com", "loud");
        var client = new InitiatorLogin(wrong)
                .client(here.session(), RUBBLE, EXAMPLE, Dialect.IMXP)
                .orElseThrow();

        assertThatThrownBy(() -> here.authenticate(client, "example.com"))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(535));
    }

    @Test
    void theSecretOfOneDomainIsNotAnothers() throws IOException {
        var there = new TrustedSession();
        var files = new HashMap<String, Path>();
        for (var domain : List.of("rubble.com", "slate.example")) {
            files.put(domain, Files.writeString(folder.resolve(domain), "secret of " + domain));
        }
        var secrets = MeshSecrets.read(files, List.of(EXAMPLE), Security.MECHANISMS, RESOURCES);
        var listener = listen(secrets, there, SaslMechanism.SCRAM_SHA_256);
        var here = TrustedSession.connect(
                        network, listener, tls(form("rubble.com").make()).initiator(RUBBLE))
                .secure("example.com");
        var client = secrets("example.com", "rubble.com", "secret of slate.example")
                .login(RUBBLE, EXAMPLE, Dialect.IMXP)
                .orElseThrow()
                .client(SaslMechanism.SCRAM_SHA_256, true);

        assertThatThrownBy(() -> here.authenticate(client, "example.com")).isInstanceOf(PeerRefusedException.class);
    }

    @Test
    void whoShowsNoCertificateIsOfferedNoExternal() throws IOException {
        var bySecret =
                listen(secrets("rubble.com", "example.com", "hush"), new TrustedSession(), SaslMechanism.SCRAM_SHA_256);
        var byNone = listen(form("example.com").make(), new TrustedSession());
        var without = TlsContext.initiator((chain, serverName) -> {});

        assertThat(TrustedSession.connect(network, bySecret, without)
                        .secure("example.com")
                        .mechanisms())
                .containsExactly("SCRAM-SHA-256");
        var here = TrustedSession.connect(network, byNone, without).secure("example.com");
        assertThat(here.mechanisms()).isEmpty();
        assertThat(new InitiatorLogin(noSecrets()).client(here.session(), RUBBLE, EXAMPLE, Dialect.IMXP))
                .isEmpty();
    }
}
