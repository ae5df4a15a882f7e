package org.imxp.endpoint.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
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
    private static final Environment THEN = Environment.system()
            .withTime(Clock.fixed(Keys.NOW, ZoneOffset.UTC), Scheduler.system());

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
                .isInstanceOfSatisfying(OpaqueContent.class, content -> assertThat(
                                content.octets().remaining())
                        .isEqualTo(most));
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
}
