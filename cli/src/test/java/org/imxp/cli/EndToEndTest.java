package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.WireTrace;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.keys.ContactKey;
import org.imxp.endpoint.keys.KeyException;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.endpoint.keys.OpenedMessage;
import org.imxp.endpoint.keys.Outgoing;
import org.imxp.endpoint.keys.Seal;
import org.imxp.endpoint.keys.SecuredMessages;
import org.imxp.endpoint.keys.SecurityMode;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageIds;
import org.imxp.message.MessageWriter;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Originator;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are signed and encrypted between people whose relays are real, and what relays and others can do to them. */
final class EndToEndTest {
    private static final String SECRET = "The treasure is below the old quarry";
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");
    private static final Address BETTY = Address.parse("betty@rubble.com");
    private static final Address DINO = Address.parse("dino@example.com");
    private static final Address BARNEY = Address.parse("barney@example.com");

    @TempDir
    private static Path folder = Path.of("");

    private static final Wire WIRE = new Wire();
    private static Optional<Stage> stage = Optional.empty();

    @TempDir
    private Path homes = Path.of("");

    /** What relays get and give, without TLS: what they can read. */
    private static final class Wire implements WireTrace {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        private synchronized void add(ByteBuffer more) {
            var copy = new byte[more.remaining()];
            more.duplicate().get(copy);
            octets.writeBytes(copy);
        }

        @Override
        public void sent(ByteBuffer more) {
            add(more);
        }

        @Override
        public void received(ByteBuffer more) {
            add(more);
        }

        synchronized String text() {
            return octets.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @BeforeAll
    static void begin() {
        var built = new Stage(new Trial(folder).surroundings(new Trial.Run()), _ -> {}, (_, _) -> Optional.of(WIRE));
        stage = Optional.of(built);
        built.startRelays();
        List.of("fred", "wilma", "barney", "dino", "betty").forEach(built::addAccount);
        List.of("fred", "wilma", "dino", "betty").forEach(built::attach);
    }

    @AfterAll
    static void end() {
        stage.ifPresent(Stage::close);
    }

    private static Stage stage() {
        return stage.orElseThrow();
    }

    private static Actor actor(Address who) {
        return stage().actor(who.local());
    }

    private KeyRing ring(Address who) {
        var environment = stage().actor("fred").endpoint().environment();
        return new KeyRing(who, homes.resolve(who.local()), environment.clock(), environment.random());
    }

    private SecuredMessages secured(Address who) {
        return new SecuredMessages(actor(who).endpoint(), ring(who));
    }

    private void introduce(Address to, Address who) {
        ring(to).learn(who, ring(who).own().certificate());
    }

    private Message sealed(Address from, Address to, String text) {
        var draft = Message.builder().subject("Secret").text(text).build();
        var required = Optional.of(SecurityMode.REQUIRED);
        var outgoing = secured(from).seal(SendOptions.DEFAULT, draft, List.of(to), required);
        assertThat(outgoing).isInstanceOf(Outgoing.Sealed.class);
        return outgoing.message();
    }

    private static void send(Address from, Address to, Message message) {
        var _ = actor(from).send(SendOptions.DEFAULT, message, to.toString());
    }

    private OpenedMessage received(Address who) {
        return secured(who).open(actor(who).receive());
    }

    private static String text(OpenedMessage opened) {
        return opened.message().content() instanceof TextContent(var text, var _, var _) ? text : "no text";
    }

    private static void assertBroken(OpenedMessage opened, String why) {
        assertThat(opened.seal())
                .isInstanceOfSatisfying(
                        Seal.Broken.class, broken -> assertThat(broken.why()).contains(why));
        assertThat(text(opened)).isEqualTo("no text");
    }

    @Test
    @Requirement({"IMPP-2.5.3", "IMPP-5.4.6", "IMPP-5.4.7", "IMPP-5.4.9"})
    void theFirstMessageBetweenStrangersOfTwoDomainsIsReadByNobodyElse() {
        // Her presence is not to be seen from there: her program is asked.
        var _ = secured(BETTY).publish().handle((_, _) -> true).join();
        var message = sealed(FRED, BETTY, SECRET);
        assertThat(message.subject()).isEmpty();
        assertThat(message.messageId()).isPresent();
        send(FRED, BETTY, message);
        var opened = received(BETTY);
        assertThat(text(opened)).isEqualTo(SECRET);
        assertThat(opened.message().subject()).contains("Secret");
        assertThat(opened.message().messageId()).isEqualTo(message.messageId());
        assertThat(opened.isEncrypted()).isTrue();
        assertThat(opened.seal())
                .isEqualTo(new Seal.Known(ring(FRED).own().certificate().fingerprint(), true));
        assertThat(WIRE.text())
                .contains("BEGIN PGP MESSAGE")
                .contains("keyRequest")
                .doesNotContain(SECRET)
                .doesNotContain("Secret");
        // The answer needs no looking.
        send(BETTY, FRED, sealed(BETTY, FRED, "Dig!"));
        assertThat(received(FRED).seal()).isInstanceOf(Seal.Known.class);
    }

    @Test
    void aKeyIsFoundInThePresenceAndBesideItTheRestStays() {
        var dino = actor(DINO).endpoint();
        var _ = dino.access()
                .allow(FRED.toString(), Permission.WRITE, Permission.SEE_PRESENCE)
                .join();
        secured(DINO).publish().join();
        secured(DINO).publish().join();
        var found = secured(FRED).lookUp(DINO);
        assertThat(found.accepted())
                .extracting(ContactKey::fingerprint)
                .contains(ring(DINO).own().certificate().fingerprint());
        var ways = actor(FRED).endpoint().presence().get(DINO.toString()).join().ways();
        assertThat(ways).anyMatch(way -> way.destination().startsWith("im:"));
        // Another home has another key; the last says that it is the only one.
        var other = new KeyRing(
                DINO,
                homes.resolve("other"),
                dino.environment().clock(),
                dino.environment().random());
        var key = other.own().certificate();
        dino.publicKeys().publish(key, true).join();
        var now = actor(FRED).endpoint().publicKeys().find(DINO).join();
        assertThat(now)
                .singleElement()
                .satisfies(one -> assertThat(one.fingerprint()).isEqualTo(key.fingerprint()));
        assertThat(secured(FRED).lookUp(DINO).hasChanged()).isTrue();
    }

    @Test
    @Requirement({"IMPP-2.5.3", "IMPP-5.4.6"})
    void whatARelayHoldsItCannotRead() throws IOException {
        introduce(FRED, BARNEY);
        var message = sealed(FRED, BARNEY, SECRET);
        var sending = actor(FRED).send(SendOptions.DEFAULT.held(), message, BARNEY.toString());
        assertThat(Actor.outcome(sending, BARNEY.toString())).isInstanceOf(Outcome.Held.class);
        var stored = new StringBuilder();
        try (var files = Files.walk(stage().folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                stored.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(stored.toString()).contains("BEGIN PGP MESSAGE").doesNotContain(SECRET);
    }

    @Test
    @Requirement("IMPP-2.5.2")
    void aMessageThatIsSentAgainIsToldAlsoByTheNextProgram() {
        introduce(FRED, WILMA);
        introduce(WILMA, FRED);
        var message = sealed(FRED, WILMA, "Once");
        send(FRED, WILMA, message);
        assertThat(received(WILMA).seal()).isInstanceOf(Seal.Known.class);
        // Without the identifier of the envelope, the endpoint does not know it by that.
        resend(without(message, "message-id"));
        assertBroken(received(WILMA), "it has arrived before");
        resend(without(message, "message-id").with(HeaderField.of("message-id", "<other@example.com>")));
        assertBroken(received(WILMA), "not that of its envelope");
        actor(WILMA).close();
        stage().attach("wilma");
        send(FRED, WILMA, message);
        assertBroken(received(WILMA), "it has arrived before");
    }

    private static Message without(Message message, String field) {
        return new Message(
                message.header().stream().filter(one -> !one.is(field)).toList(), message.content());
    }

    /** As a program of somebody else would: whatever is in it. */
    private static void resend(Message message) {
        var environment = actor(FRED).endpoint().environment();
        var ids = new MessageIds(environment.random(), environment.clock(), "example.com");
        var partId = ids.next();
        var entity =
                new MessageWriter().writeEntity(message, ids.nextMultipart().withEntity(partId));
        var part = new MimePart(partId, ByteBuffer.wrap(entity));
        var data = new Data(
                part.contentUri(), new Originator(FRED), List.of(new Recipient(WILMA)), List.of(), DataContent.NONE);
        actor(FRED)
                .endpoint()
                .sendData(Payload.of(data, ids.next(), List.of(part)))
                .join();
    }

    @Test
    @Requirement({"IMPP-2.5.1", "IMPP-5.4.3"})
    void whatFredHasSignedIsBrokenWhenBettySendsIt() {
        introduce(FRED, WILMA);
        var message = sealed(FRED, WILMA, "I like you");
        // She does not know him yet: nothing is learnt of either.
        send(BETTY, WILMA, without(message, "from"));
        assertBroken(received(WILMA), "as somebody else's");
        assertThat(ring(WILMA).contacts().stream().flatMap(contact -> contact.keys().stream()))
                .isEmpty();
        introduce(WILMA, FRED);
        // With another identifier, since a repeat would be dropped before.
        send(BETTY, WILMA, without(without(message, "from"), "message-id"));
        assertBroken(received(WILMA), "signed by a key of fred@example.com, and was sent by betty@rubble.com");
    }

    @Test
    @Requirement({"IMPP-2.5.1", "IMPP-5.4.7"})
    void whatWasChangedOnTheWayIsBroken() {
        introduce(FRED, WILMA);
        introduce(WILMA, FRED);
        var message = sealed(FRED, WILMA, "Seven o'clock");
        var content = (OpaqueContent) message.content();
        var octets = new byte[content.octets().remaining()];
        content.octets().get(octets);
        int middle = octets.length / 2;
        octets[middle] = (byte) (octets[middle] == 'A' ? 'B' : 'A');
        send(FRED, WILMA, message.with(new OpaqueContent(content.type(), ByteBuffer.wrap(octets), "")));
        assertThat(received(WILMA).seal()).isInstanceOf(Seal.Broken.class);
        introduce(FRED, BARNEY);
        send(FRED, WILMA, sealed(FRED, BARNEY, "Not for you"));
        assertThat(received(WILMA).seal()).isEqualTo(new Seal.NotForUs());
    }

    @Test
    void aKeyThatHasChangedStopsWhatIsWrittenUntilItIsAccepted() {
        introduce(FRED, WILMA);
        introduce(WILMA, FRED);
        var mallory = new KeyRing(
                FRED,
                homes.resolve("mallory"),
                actor(FRED).endpoint().environment().clock(),
                actor(FRED).endpoint().environment().random());
        mallory.learn(WILMA, ring(WILMA).own().certificate());
        var other = new SecuredMessages(actor(FRED).endpoint(), mallory)
                .seal(SendOptions.DEFAULT, Message.text("It is me, Fred"), List.of(WILMA), Optional.empty());
        send(FRED, WILMA, other.message());
        var key = mallory.own().certificate().fingerprint();
        assertThat(received(WILMA).seal()).isEqualTo(new Seal.Unknown(key, true));
        for (var mode : List.of(SecurityMode.AUTO, SecurityMode.REQUIRED)) {
            assertThatThrownBy(() -> secured(WILMA)
                            .seal(SendOptions.DEFAULT, Message.text(SECRET), List.of(FRED), Optional.of(mode)))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("THE KEY OF fred@example.com HAS CHANGED");
        }
        ring(WILMA).accept(FRED);
        var _ = sealed(WILMA, FRED, "All right");
    }

    @Test
    @Requirement("IMPP-2.5.4")
    void whoHasNoKeyIsWrittenToAsEverUnlessThatIsRefused() {
        ring(FRED).lookedUp(WILMA, List.of());
        var draft = Message.text("Plain");
        var outgoing = secured(FRED).seal(SendOptions.DEFAULT, draft, List.of(WILMA), Optional.empty());
        assertThat(outgoing).isEqualTo(new Outgoing.Plain(draft, List.of(WILMA)));
        send(FRED, WILMA, outgoing.message());
        var plain = received(WILMA);
        assertThat(plain.seal()).isEqualTo(new Seal.Unsigned(false));
        assertThat(text(plain)).isEqualTo("Plain");
        assertThatThrownBy(() -> secured(FRED)
                        .seal(SendOptions.DEFAULT, draft, List.of(WILMA), Optional.of(SecurityMode.REQUIRED)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("no key of wilma@example.com");
        // To several at once all have to have one.
        introduce(FRED, BARNEY);
        assertThatThrownBy(
                        () -> secured(FRED).seal(SendOptions.DEFAULT, draft, List.of(BARNEY, WILMA), Optional.empty()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("no key was found of wilma@example.com")
                .hasMessageContaining("--secure off");
        var off = Optional.of(SecurityMode.OFF);
        assertThat(secured(FRED).seal(SendOptions.DEFAULT, draft, List.of(BARNEY, WILMA), off))
                .isEqualTo(new Outgoing.Plain(draft, List.of()));
        ring(FRED).secure(BARNEY, SecurityMode.OFF);
        assertThat(secured(FRED).seal(SendOptions.DEFAULT, draft, List.of(BARNEY), Optional.empty()))
                .isEqualTo(new Outgoing.Plain(draft, List.of()));
        // Once a key of theirs is known, it is told that they do not sign.
        introduce(WILMA, FRED);
        send(FRED, WILMA, Message.text("Plain again"));
        assertThat(received(WILMA).seal()).isEqualTo(new Seal.Unsigned(true));
    }

    @Test
    void whatIsVerifiedIsSaidToBe() {
        introduce(FRED, WILMA);
        introduce(WILMA, FRED);
        var key = ring(FRED).own().certificate().fingerprint();
        ring(WILMA).verify(FRED, key);
        send(FRED, WILMA, sealed(FRED, WILMA, "Hello"));
        assertThat(received(WILMA).seal()).isEqualTo(new Seal.Verified(key));
    }
}
