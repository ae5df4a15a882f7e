package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** The two examples of the message format, octet for octet. */
class WorkedExamplesTest {
    private static final String MULTIPART = Wire.crlf("""
        Content-Type: multipart/related; boundary="boundary"; start="<1@example.com>"; type="message/rfc822+xml"
        Content-ID: <m@example.com>

        --boundary
        Content-Type: message/rfc822+xml
        Content-ID: <1@example.com>

        <RFC822:Message xmlns:RFC822='URN:IANA:message:rfc822:'
            content='cid:2@example.com'>
          <RFC822:date>Wed, 18 Oct 2000 14:23:07 +0100</RFC822:date>
          <RFC822:from>im:fred@example.com</RFC822:from>
          <RFC822:to>im:barney@example.com</RFC822:to>
          <RFC822:subject>Message format example</RFC822:subject>
        </RFC822:Message>
        --boundary
        Content-Type: text/plain; charset=UTF-8
        Content-ID: <2@example.com>

        And this is the <message> text!
        --boundary--\
        """);

    private static final String BEFORE_MULTIPART = Wire.crlf("""
        Content-Type: multipart/related; boundary="outer"; start="<0@example.com>"; type="application/beep+xml"

        --outer
        Content-Type: application/beep+xml
        Content-ID: <0@example.com>

        <data content='cid:m@example.com'>
          <originator identity='fred@example.com' />
          <recipient identity='barney@example.com' />
        </data>
        --outer
        """);

    private static final String AFTER_MULTIPART = "\r\n--outer--\r\n";

    private static final String BEFORE_INLINE = Wire.crlf("""
        Content-Type: application/beep+xml

        <data content='#Message'>
          <originator identity='fred@example.com' />
          <recipient identity='barney@example.com' />
          <data-content Name='Message'>
        """) + "    ";

    private static final String INLINE = Wire.crlf("""
        <Message xmlns='URN:IANA:message:rfc822:' content='#Content'>
              <date>Wed, 18 Oct 2000 14:23:07 +0100</date>
              <from>im:fred@example.com</from>
              <to>im:barney@example.com</to>
              <subject>Message format example</subject>
              <Content Name='Content' type='text/plain'
                xml:lang='en'>And this is the &lt;message&gt; text!</Content>
            </Message>\
        """);

    private static final String AFTER_INLINE = Wire.crlf("""

          </data-content>
        </data>
        """);

    private static final Message MESSAGE = Message.builder()
            .date(ZonedDateTime.of(2000, 10, 18, 14, 23, 7, 0, ZoneOffset.ofHours(1)))
            .from("im:fred@example.com")
            .to("im:barney@example.com")
            .subject("Message format example")
            .text("And this is the <message> text!")
            .build();

    private static final MultipartIds IDS =
            MultipartIds.of("boundary", "1@example.com", "2@example.com").withEntity("m@example.com");

    @Test
    @Requirement({"MSG-1", "MSG-6", "MSG-7", "MSG-10", "MSG-13", "SEED-16", "SEED-18", "SEED-19", "SEED-20", "SEED-21"})
    void writesTheMultipartFormOctetForOctet() {
        byte[] entity = Wire.WRITER.writeEntity(MESSAGE, IDS);
        assertThat(new String(entity, StandardCharsets.UTF_8)).isEqualTo(MULTIPART);
        assertThat(BEFORE_MULTIPART.length() + entity.length + AFTER_MULTIPART.length())
                .isEqualTo(1015);
    }

    @Test
    @Requirement({
        "MSG-1", "MSG-4", "MSG-5", "MSG-13", "MSG-15", "SEED-16", "SEED-18", "SEED-21", "SEED-22", "SEED-26", "SEED-27",
        "SEED-42"
    })
    void writesTheInlineFormOctetForOctet() {
        String element = Wire.WRITER.writeElement(MESSAGE.with(MESSAGE.content().withLang("en")));
        assertThat(element).isEqualTo(INLINE);
        assertThat(BEFORE_INLINE.length() + element.length() + AFTER_INLINE.length())
                .isEqualTo(601);
    }

    @Test
    @Requirement({"MSG-1", "MSG-5", "MSG-7", "SEED-16", "SEED-19", "SEED-21"})
    void readsTheMultipartForm() {
        assertThat(Wire.readEntity(MULTIPART)).isEqualTo(MESSAGE);
    }

    @Test
    @Requirement({"MSG-1", "MSG-4", "MSG-5", "MSG-15", "SEED-16", "SEED-21", "SEED-27", "SEED-42"})
    void readsTheInlineForm() {
        assertThat(Wire.READER.readElement(INLINE))
                .isEqualTo(MESSAGE.with(MESSAGE.content().withLang("en")));
    }

    @Test
    @Requirement("IMPP-4.1.1")
    void bothFormsSayTheSameApartFromTheLanguage() {
        Message inline = Wire.READER.readElement(INLINE);
        assertThat(inline.with(inline.content().withLang(""))).isEqualTo(Wire.readEntity(MULTIPART));
    }

    @Test
    @Requirement({"IMPP-4.1.2", "SEED-18"})
    void theHeaderSaysWhoWhenAndWhatAbout() {
        Message read = Wire.readEntity(MULTIPART);
        assertThat(read.from()).containsExactly(new MailboxAddress("", "im:fred@example.com"));
        assertThat(read.to()).containsExactly(new MailboxAddress("", "im:barney@example.com"));
        assertThat(read.subject()).contains("Message format example");
        assertThat(read.date()).contains(ZonedDateTime.of(2000, 10, 18, 14, 23, 7, 0, ZoneOffset.ofHours(1)));
    }
}
