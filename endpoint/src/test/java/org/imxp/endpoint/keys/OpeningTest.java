package org.imxp.endpoint.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.imxp.endpoint.Doorstep;
import org.imxp.endpoint.Environment;
import org.imxp.endpoint.Scheduler;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages of people that fred knows, and of people that he does not know. */
@Timeout(120)
class OpeningTest {
    private static final Address BARNEY = Address.parse("barney@example.com");
    private static final Environment THEN =
            Environment.system().withTime(Clock.fixed(Keys.NOW, ZoneOffset.UTC), Scheduler.system());

    @TempDir
    private Path folder = Path.of("");

    private final Doorstep doorstep = new Doorstep();
    private final AtomicInteger lookedFor = new AtomicInteger();

    @AfterEach
    void close() {
        doorstep.close();
    }

    private KeyRing fred() {
        return Keys.ring(folder.resolve("fred"));
    }

    private KeyRing ring(Address who) {
        return new KeyRing(who, folder.resolve(who.local()), () -> Keys.NOW, new SecureRandom());
    }

    private Opening opening(KeyRing ring) {
        return new Opening(ring, who -> {
            lookedFor.incrementAndGet();
            return ring.contact(who);
        });
    }

    private Message sealed(Address from, Message draft) {
        var ring = ring(from);
        ring.learn(Keys.FRED, fred().own().certificate());
        return new Sealing(ring, THEN)
                .seal(
                        new Sealing.Letter(draft, from, List.of(Keys.FRED)),
                        List.of(ring.contact(Keys.FRED)),
                        Optional.empty())
                .message();
    }

    private OpenedMessage opened(KeyRing ring, Message message, Address from) {
        return opening(ring).open(doorstep.arrived(message, from, Keys.NOW));
    }

    private static String text(OpenedMessage opened) {
        return opened.message().content() instanceof TextContent(var text, var _, var _) ? text : "no text";
    }

    // ---- size ------------------------------------------------------------------------------------------------------

    private static Message file(int octets) {
        return Message.builder()
                .content(new OpaqueContent("application/octet-stream", ByteBuffer.allocate(octets), ""))
                .build();
    }

    @Test
    void whatCanBeSealedCanBeOpenedUpToTheBound() {
        var size = Pattern.compile("has ([0-9]+) octets");
        int octets = SecuredMessages.MOST_OCTETS;
        try {
            var _ = sealed(Keys.WILMA, file(octets));
        } catch (KeyException e) {
            var found = size.matcher(String.valueOf(e.getMessage()));
            assertThat(found.find()).isTrue();
            octets -= Integer.parseInt(found.group(1)) - SecuredMessages.MOST_OCTETS;
        }
        int most = octets;
        assertThat(most).isLessThan(SecuredMessages.MOST_OCTETS);
        assertThatThrownBy(() -> sealed(Keys.WILMA, file(most + 1))).isInstanceOf(KeyException.class);
        var opened = opened(fred(), sealed(Keys.WILMA, file(most)), Keys.WILMA);
        assertThat(opened.seal()).isInstanceOf(Seal.Known.class);
        assertThat(opened.message().content())
                .isInstanceOfSatisfying(
                        OpaqueContent.class,
                        content -> assertThat(content.octets().remaining()).isEqualTo(most));
    }

    // ---- strangers -------------------------------------------------------------------------------------------------

    @Test
    void whoComesFirstIsKnownFromThenOn() {
        var first = opened(fred(), sealed(Keys.WILMA, Message.text("Hello")), Keys.WILMA);
        assertThat(first.seal())
                .isEqualTo(new Seal.Known(ring(Keys.WILMA).own().certificate().fingerprint(), true));
        assertThat(text(opened(fred(), sealed(Keys.WILMA, Message.text("Again")), Keys.WILMA)))
                .isEqualTo("Again");
        assertThat(lookedFor).hasValue(0);
        var borrowed = opened(fred(), sealed(Keys.WILMA, Message.text("Hello")), BARNEY);
        assertThat(borrowed.seal()).isInstanceOf(Seal.Broken.class);
    }

    private Message another(Address from, int number) {
        var ring = new KeyRing(from, folder.resolve("other" + number), () -> Keys.NOW, new SecureRandom());
        ring.learn(Keys.FRED, fred().own().certificate());
        return new Sealing(ring, THEN)
                .seal(
                        new Sealing.Letter(Message.text("It is me"), from, List.of(Keys.FRED)),
                        List.of(ring.contact(Keys.FRED)),
                        Optional.empty())
                .message();
    }

    @Test
    void messagesAloneBringNoMoreThanOneKeyBesideTheFirst() {
        for (int i = 0; i < 3; i++) {
            var seal = opened(fred(), another(Keys.WILMA, i), Keys.WILMA).seal();
            assertThat(seal).isInstanceOf(i == 0 ? Seal.Known.class : Seal.Unknown.class);
        }
        assertThat(fred().contact(Keys.WILMA).keys())
                .extracting(ContactKey::trust)
                .containsExactly(Trust.KNOWN, Trust.CHANGED);
    }

    @Test
    void whoHasOnlyWrittenMakesRoomAndWhomThePersonChoseDoesNot() {
        var ring = Keys.ring(folder.resolve("fred"), 4);
        ring.learn(Keys.WILMA, ring(Keys.WILMA).own().certificate());
        ring.secure(Address.parse("pebbles@example.com"), SecurityMode.REQUIRED);
        for (int i = 0; i < 4; i++) {
            var who = Address.parse("p" + i + "@example.com");
            assertThat(opened(ring, sealed(who, Message.text("Hello")), who).seal())
                    .isInstanceOf(Seal.Known.class);
        }
        assertThat(ring.contacts())
                .extracting(contact -> contact.who().local())
                .containsExactly("wilma", "pebbles", "p3");
        // Who is written to stays.
        ring.lookedUp(Address.parse("p3@example.com"), List.of());
        ring.learn(BARNEY, Keys.certificate());
        assertThat(ring.contacts()).hasSize(4);
        var last = Address.parse("last@example.com");
        var opened = opened(ring, sealed(last, Message.text("No room")), last);
        assertThat(opened.seal()).isInstanceOf(Seal.Unknown.class);
        assertThat(text(opened)).isEqualTo("No room");
        // Nor does writing to somebody without a key need any.
        assertThat(ring.lookedUp(last, List.of()).keys()).isEmpty();
        assertThat(ring.contacts()).hasSize(4);
    }

    @Test
    void theBookIsBoundedInOctetsToo() {
        var ring = Keys.ring(folder.resolve("small"), 9);
        var met = ring.introduce(BARNEY, Keys.certificate());
        var chosen = ring.learn(Keys.WILMA, Keys.certificate());
        int octets = TrustText.write(List.of(chosen)).length();
        var contacts = new ArrayList<>(List.of(met, chosen));
        new TrustRoom(9, octets).make(contacts, chosen);
        assertThat(contacts).containsExactly(chosen);
        assertThatThrownBy(() -> new TrustRoom(9, octets - 1).make(contacts, chosen))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("octets");
    }

    @Test
    void oneFileThatIsTooLongIsNotWritten() {
        var shared = new SharedFolder(folder.resolve("long"));
        var text = "x".repeat(SharedFolder.MOST_OCTETS + 1);
        assertThatThrownBy(() -> shared.alone(() -> {
                    shared.write("keys", text);
                    return text;
                }))
                .isInstanceOf(KeyException.class);
        assertThat(shared.read("keys")).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadTakesNothingFromOthers() {
        var bad = new ContactKey("0".repeat(40), Trust.KNOWN, Keys.NOW, true, "AAAA");
        var contacts = List.of(
                new KnownContact(BARNEY, SecurityMode.AUTO, true, Optional.empty(), List.of(bad)),
                new KnownContact(Keys.WILMA, SecurityMode.AUTO, true, Optional.empty(), List.of(bad)));
        var _ = fred().own();
        new SharedFolder(folder.resolve("fred")).write(KeyRing.TRUST, TrustText.write(contacts));
        var opened = opened(fred(), sealed(Keys.WILMA, Message.text("Hello")), Keys.WILMA);
        assertThat(opened.seal()).isInstanceOf(Seal.Unknown.class);
        assertThat(text(opened)).isEqualTo("Hello");
    }

    @Test
    void theKeysOfWhoWritesAreNotLookedForAgainAndAgain() {
        var hers = Keys.certificate();
        var introductions = new Introductions(fred(), _ -> {
            lookedFor.incrementAndGet();
            return List.of(hers);
        });
        assertThat(introductions.of(Keys.WILMA).accepted()).hasSize(1);
        assertThat(introductions.of(Keys.WILMA).accepted()).isEmpty();
        assertThat(lookedFor).hasValue(1);
        assertThat(fred().contacts()).isEmpty();
        fred().lookedUp(BARNEY, List.of(Keys.certificate()));
        assertThat(introductions.of(BARNEY).accepted()).hasSize(1);
        assertThat(lookedFor).hasValue(1);
        // What was imported was not looked for.
        fred().learn(Keys.WILMA, hers);
        assertThat(introductions.of(Keys.WILMA).lookedUp()).contains(Keys.NOW);
        assertThat(lookedFor).hasValue(2);
    }

    @Test
    void certificatesAreReadOnceForTheirNames() {
        var one = ContactKey.of(Keys.certificate(), Trust.KNOWN, Keys.NOW);
        var other = ContactKey.of(Keys.certificate(), Trust.KNOWN, Keys.NOW);
        var names = new KeyNames(
                key -> {
                    lookedFor.incrementAndGet();
                    return key.pgp().keyNames();
                },
                1);
        assertThat(names.has(one, one.fingerprint().substring(24))).isTrue();
        assertThat(names.has(one, "0123456789abcdef")).isFalse();
        assertThat(lookedFor).hasValue(1);
        assertThat(names.has(other, "0123456789abcdef")).isFalse();
        assertThat(names.has(one, "0123456789abcdef")).isFalse();
        assertThat(lookedFor).hasValue(3);
    }

    // ---- repeats ---------------------------------------------------------------------------------------------------

    @Test
    void whatIsSentAgainIsToldAndStrangersFillNoListWithIt() {
        var message = sealed(Keys.WILMA, Message.text("Once"));
        assertThat(opened(fred(), message, Keys.WILMA).seal()).isInstanceOf(Seal.Known.class);
        assertThat(opened(fred(), message, Keys.WILMA).seal())
                .isInstanceOfSatisfying(
                        Seal.Broken.class, broken -> assertThat(broken.why()).contains("arrived before"));
        var remembered = new SharedFolder(folder.resolve("fred")).read("seen");
        assertThat(opened(fred(), another(Keys.WILMA, 1), Keys.WILMA).seal()).isInstanceOf(Seal.Unknown.class);
        assertThat(new SharedFolder(folder.resolve("fred")).read("seen")).isEqualTo(remembered);
    }
}
