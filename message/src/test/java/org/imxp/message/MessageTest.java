package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.refused;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, their fields and their contents as values. */
class MessageTest {
    @Test
    void aBuilderGivesWhatTheAccessorsFind() {
        ZonedDateTime date = ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneOffset.ofHours(-5));
        Message message = Message.builder()
                .from("Fred <im:fred@example.com>")
                .to("im:wilma@example.com")
                .cc("im:barney@example.com")
                .subject("Stones")
                .date(date)
                .messageId("1@example.com")
                .inReplyTo("<0@example.com>")
                .field(HeaderField.of("references", "<a@example.com> and <b@example.com>, not < nor <>"))
                .text("Hello")
                .build();
        assertThat(message.from()).containsExactly(new MailboxAddress("Fred", "im:fred@example.com"));
        assertThat(message.to()).containsExactly(new MailboxAddress("", "im:wilma@example.com"));
        assertThat(message.cc()).containsExactly(new MailboxAddress("", "im:barney@example.com"));
        assertThat(message.subject()).contains("Stones");
        assertThat(message.date()).contains(date);
        assertThat(message.messageId()).contains("1@example.com");
        assertThat(message.inReplyTo()).containsExactly("0@example.com");
        assertThat(message.references()).startsWith("a@example.com", "b@example.com");
        assertThat(message.content()).isEqualTo(TextContent.plain("Hello"));
        assertThat(message.fields("message-id")).containsExactly(HeaderField.of("message-id", "<1@example.com>"));
    }

    @Test
    void aMessageWithoutHeaderHasNothingToFind() {
        Message message = Message.text("Hello");
        assertThat(message.from()).isEmpty();
        assertThat(message.subject()).isEmpty();
        assertThat(message.date()).isEmpty();
        assertThat(message.messageId()).isEmpty();
        assertThat(message.with(HeaderField.of("message-id", "")).messageId()).isEmpty();
    }

    @Test
    @Requirement({"MSG-3", "IMPP-4.1.3"})
    void fallsBackToTheEndpointsOfTheData() {
        Message bare = Message.text("Hello");
        MailboxAddress fred = MailboxAddress.inbox("fred@example.com");
        MailboxAddress wilma = MailboxAddress.inbox("wilma@example.com");
        assertThat(bare.replyTo("fred@example.com")).containsExactly(fred);
        assertThat(bare.recipients("wilma@example.com")).containsExactly(wilma);
        Message full = Message.builder()
                .to("im:barney@example.com")
                .cc("im:pebbles@rubble.com")
                .replyTo("im:barney@example.com")
                .build();
        assertThat(full.replyTo("fred@example.com")).containsExactly(MailboxAddress.inbox("barney@example.com"));
        assertThat(full.recipients("wilma@example.com")).hasSize(2);
    }

    @Test
    @Requirement("IMPP-4.1.4")
    void keepsOtherMeansOfContactInReplyTo() {
        Message message = Message.builder().replyTo("mailto:fred@example.com").build();
        Message read = Wire.READER.readElement(Wire.WRITER.writeElement(message));
        assertThat(read.replyTo("fred@example.com")).containsExactly(new MailboxAddress("", "mailto:fred@example.com"));
    }

    @Test
    @Requirement("MSG-22")
    void refusesASecondDate() {
        HeaderField date = HeaderField.of("date", "Wed, 18 Oct 2000 14:23:07 +0100");
        refused(501, "'date'", () -> Message.text("").with(date).with(date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject", "a:b", "", "1a", "a b", "content-type", "mime-version"})
    @Requirement({"MSG-25", "SEED-20"})
    void refusesNamesThatAreNotOfAHeader(String name) {
        refused(501, "header", () -> HeaderField.of(name, "x"));
    }

    @Test
    void takesAnyNameInAnotherNamespace() {
        assertThat(new HeaderField("urn:x", "Content-Type", "x", "").is("Content-Type"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001B", "\uFFFE", "\uD800"})
    void refusesValuesThatXmlCannotCarry(String value) {
        refused(501, "'subject'", () -> HeaderField.of("subject", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e n", "en_GB", "-", "123456789"})
    void refusesLanguagesThatAreNone(String lang) {
        refused(501, "language tag", () -> TextContent.plain("").withLang(lang));
        refused(501, "language tag", () -> new HeaderField(MessageNames.NAMESPACE, "subject", "", lang));
    }

    @Test
    void aTypeFitsItsContent() {
        refused(501, "not text", () -> new TextContent("", "image/png", ""));
        refused(501, "not text", () -> new TextContent("", "text/xml", ""));
        refused(501, "not XML", () -> new XmlContent("", "text/plain", ""));
        refused(501, "media type", () -> OpaqueContent.of("image", new byte[0]));
        refused(501, "twice", () -> new TextContent("", "text/plain; a=1; A=2", ""));
        refused(501, "one line", () -> OpaqueContent.of("a/b; c=\"\r\nd: e\"", new byte[0]));
        refused(501, "parameter", () -> OpaqueContent.of("a/b; c=\"\u0001\"", new byte[0]));
        refused(501, "parameter", () -> OpaqueContent.of("a/b; c d=e", new byte[0]));
    }

    @Test
    @Requirement("MSG-20")
    void typesAreOfOneCaseAndTextHasNoCharset() {
        TextContent text = new TextContent("", "Text/Plain; CHARSET=x; Format=Flowed; delSp=\"yes\"", "");
        assertThat(text.type()).isEqualTo("text/plain; format=Flowed; delsp=yes");
        assertThat(text.parameter("format")).contains("Flowed");
        assertThat(text.mediaType()).isEqualTo("text/plain");
        assertThat(new XmlContent("\uFEFF<a/>", "application/xml; charset=x", "").xml())
                .isEqualTo("<a/>");
    }

    @Test
    @Requirement("MSG-15")
    void textHasOneKindOfLineEnd() {
        assertThat(TextContent.plain("a \r\nb\rc\n").text()).isEqualTo("a \nb\nc\n");
        refused(501, "surrogate", () -> TextContent.plain("\uDC00"));
    }

    @Test
    void valuesAreNotChangedFromOutside() {
        byte[] octets = {1, 2, 3};
        OpaqueContent content = OpaqueContent.of("a/b", octets);
        octets[0] = 9;
        content.octets().position(2);
        assertThat(content.octets()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        Assertions.assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> content.octets().put((byte) 1));
        List<HeaderField> header = new ArrayList<>();
        Message message = new Message(header, content);
        header.add(HeaderField.of("subject", "x"));
        assertThat(message.header()).isEmpty();
        assertThat(message.content().withLang("en").lang()).isEqualTo("en");
    }

    @Test
    void faultsQuoteLittleAndNothingThatBreaksALine() {
        String shown = MessageFault.shown("a\r\nb\u202E" + "\uD83D\uDE00".repeat(100));
        assertThat(shown).startsWith("'a??b?").endsWith("...'").hasSizeLessThan(150);
    }
}
