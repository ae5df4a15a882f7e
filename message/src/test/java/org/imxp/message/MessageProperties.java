package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.imxp.testkit.Requirement;

/** What is written is read again, and whatever is read is a message or a fault. */
class MessageProperties {
    private static final MultipartIds IDS =
            new MessageIds(new Random(7), () -> Instant.EPOCH, "example.com").nextMultipart();

    @Property
    @Requirement({"MSG-1", "MSG-2", "MSG-15", "IMPP-4.1.1", "IMPP-4.1.6", "IMPP-4.1.8", "SEED-23"})
    void theInlineFormIsReadAsItWasWritten(@ForAll("inlineMessages") Message message) {
        assertThat(Wire.READER.readElement(Wire.WRITER.writeElement(message))).isEqualTo(message);
    }

    @Property
    @Requirement({"MSG-2", "MSG-5", "MSG-7", "MSG-9", "IMPP-4.1.1", "IMPP-4.1.5", "IMPP-4.1.6", "IMPP-4.1.8", "SEED-29"
    })
    void theMultipartFormIsReadAsItWasWritten(@ForAll("anyMessages") Message message) {
        assertThat(Wire.READER.readEntity(ByteBuffer.wrap(Wire.WRITER.writeEntity(message, IDS))))
                .isEqualTo(message);
    }

    @Property
    @Requirement("MSG-10")
    void theHeaderAloneIsReadAsAPartToo(@ForAll("inlineMessages") Message message) {
        String entity = "Content-Type: message/rfc822+xml\r\n\r\n" + Wire.WRITER.writeElement(message);
        assertThat(Wire.readEntity(entity)).isEqualTo(message);
    }

    @Property
    void arbitraryOctetsAreAMessageOrAFault(@ForAll byte[] octets) {
        readOrFault(octets);
    }

    @Property
    void arbitraryTextIsAMessageOrAFault(@ForAll @StringLength(max = 200) String text) {
        readOrFault(text.getBytes(StandardCharsets.UTF_8));
        readElementOrFault(text);
        readElementOrFault(
                "<Message xmlns='URN:IANA:message:rfc822:' content='#C'>" + text + "<Content Name='C'/></Message>");
        readElementOrFault("<Message xmlns='URN:IANA:message:rfc822:' content='" + text + "'><Content Name='C' type='"
                + XmlCharacters.attribute(text) + "'/></Message>");
        readOrFault(Wire.entity(text).getBytes(StandardCharsets.UTF_8));
        readOrFault(Wire.entity("Content-Type: " + text + "\r\n\r\ntext").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 3000)
    void mutatedMessagesAreAMessageOrAFault(
            @ForAll("anyMessages") Message message,
            @ForAll @LongRange(min = 0) long seed,
            @ForAll @IntRange(max = 4) int times) {
        Random random = new Random(seed);
        byte[] entity = Wire.WRITER.writeEntity(message, IDS);
        for (int i = 0; i < times; i++) {
            entity = mutated(entity, random);
        }
        readOrFault(entity);
        readElementOrFault(new String(entity, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 3000)
    void mutatedElementsAreAMessageOrAFault(@ForAll("inlineMessages") Message message, @ForAll long seed) {
        byte[] element = mutated(Wire.WRITER.writeElement(message).getBytes(StandardCharsets.UTF_8), new Random(seed));
        readElementOrFault(new String(element, StandardCharsets.UTF_8));
    }

    @Property
    @Requirement({"MSG-11", "MSG-12"})
    void addressesAreReadAsTheyWereWritten(@ForAll("texts") String phrase, @ForAll("texts") String uri) {
        if (!Lines.unfold(phrase).isEmpty() || !uri.isBlank()) {
            MailboxAddress address = new MailboxAddress(phrase, uri);
            assertThat(MailboxAddress.list(address + ", " + address)).containsExactly(address, address);
        }
        MailboxAddress.list(phrase + uri);
    }

    @Property
    @Requirement("MSG-13")
    void datesAreReadAsTheyWereWritten(
            @ForAll @LongRange(min = -2_200_000_000L, max = 253_402_000_000L) long second,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        ZonedDateTime date =
                LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).atZone(ZoneOffset.ofTotalSeconds(minutes * 60));
        assertThat(MessageDates.read(MessageDates.write(date))).contains(date);
    }

    @Property
    void anyTextIsADateOrNot(@ForAll String text) {
        assertThat(MessageDates.read(text)).isNotNull();
    }

    @Property
    @Requirement("MSG-6")
    void contentIdsAreReadAsTheyWereWritten(@ForAll("texts") String id) {
        assertThat(ContentIds.fromUrl(ContentIds.url(id))).contains(id);
    }

    @Example
    void manyBlanksCostNoMoreThanTheirNumber() {
        String blanks = " ".repeat(1 << 20);
        assertThat(Lines.unfold("a" + blanks + "\n" + blanks + "b" + blanks)).isEqualTo("a b");
    }

    @Provide
    Arbitrary<Message> inlineMessages() {
        return Samples.messages(Arbitraries.oneOf(Samples.text(Samples.xmlText()), Samples.xml(Samples.xmlText())));
    }

    @Provide
    Arbitrary<Message> anyMessages() {
        return Samples.messages(
                Arbitraries.oneOf(Samples.text(Samples.anyText()), Samples.xml(Samples.anyText()), Samples.octets()));
    }

    @Provide
    Arbitrary<String> texts() {
        return Samples.anyText();
    }

    private static byte[] mutated(byte[] octets, Random random) {
        byte[] copy = octets.clone();
        int at = random.nextInt(copy.length);
        switch (random.nextInt(3)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy = Arrays.copyOf(copy, at + 1);
            default -> System.arraycopy(octets, random.nextInt(octets.length - at), copy, 0, at);
        }
        return copy;
    }

    private static void readOrFault(byte[] octets) {
        orFault(() -> Wire.READER.readEntity(ByteBuffer.wrap(octets)));
    }

    private static void readElementOrFault(String xml) {
        orFault(() -> Wire.READER.readElement(xml));
    }

    private static void orFault(Supplier<Message> read) {
        try {
            Message message = read.get();
            // Whatever was read has accessors that do not fail, and can be written.
            message.date();
            message.messageId();
            message.references();
            message.recipients("wilma@example.com");
            assertThat(message.sender("fred@example.com").claimed()).isNotNull();
            assertThat(Wire.WRITER.writeEntity(message, IDS)).isNotEmpty();
        } catch (MessageFault fault) {
            assertThat(fault.code()).isIn(MessageFault.MALFORMED, MessageFault.INVALID);
            assertThat(fault.sentence()).hasSizeLessThan(1000).doesNotContain("\n", "\r");
        }
    }
}
