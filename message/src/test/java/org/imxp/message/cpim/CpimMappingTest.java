package org.imxp.message.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.imxp.message.AnyMessages;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageNames;
import org.imxp.message.MessageReader;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.message.OpaqueContent;
import org.imxp.message.XmlContent;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.message.receipt.Wanted;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** From IMXP's messages to CPIM's and back. */
class CpimMappingTest {
    private static final MessageReader READER = new MessageReader(MessageLimits.DEFAULT);
    private static final CpimReader CPIM = new CpimReader(MessageLimits.DEFAULT);

    private static final Message MESSAGE = Message.builder()
            .from("Fred Flintstone <im:fred@example.com>")
            .to("im:wilma@example.com")
            .to("\"Rubble, Barney\" <im:barney@example.com>")
            .cc("im:betty@example.com")
            .field(HeaderField.of("date", "Wed, 18 Oct 2000 14:23:07 +0100"))
            .subject("bowling\ttonight")
            .field(new HeaderField(MessageNames.NAMESPACE, "subject", "quilles", "fr"))
            .inReplyTo("0@example.com")
            .field(new HeaderField("urn:x", "mood", "merry", "en"))
            .messageId("1@example.com")
            .text("hi\n")
            .build();

    private static String text(CpimMessage cpim) {
        return new String(cpim.octets(), StandardCharsets.UTF_8);
    }

    /** Over the wire, as another program would read it. */
    private static Message back(CpimMessage cpim) {
        return CpimMapping.toMessage(CPIM.read(ByteBuffer.wrap(cpim.octets())), READER, Set.of());
    }

    @Test
    @Requirement({"CPIM-16", "CPIM-18"})
    void everyFieldHasItsPlace() {
        assertThat(text(CpimMapping.toCpim(MESSAGE))).isEqualTo("""
            From: Fred Flintstone <im:fred@example.com>
            To: <im:wilma@example.com>
            To: "Rubble, Barney"<im:barney@example.com>
            cc: <im:betty@example.com>
            DateTime: 2000-10-18T14:23:07+01:00
            Subject: bowling\\ttonight
            Subject:;lang=fr quilles
            NS: RFC822 <URN:IANA:message:rfc822:>
            RFC822.in-reply-to: <0@example.com>
            NS: x2 <urn:x>
            x2.mood:;lang=en merry

            Content-Type: text/plain; charset=UTF-8
            Content-ID: <1@example.com>

            hi
            """.replace("\n", "\r\n"));
        assertThat(back(CpimMapping.toCpim(MESSAGE))).isEqualTo(MESSAGE);
    }

    @Test
    @Requirement("CPIM-18")
    void bccGoesToNobody() {
        var secret = MESSAGE.with(HeaderField.of("bcc", "im:boss@example.com"));
        assertThat(text(CpimMapping.toCpim(secret))).doesNotContain("boss");
    }

    @Test
    @Requirement("CPIM-18")
    void whatCpimSaysOnlyRoughlyGoesAlong() {
        var message = Message.builder()
                .field(HeaderField.of("to", "im:a@example.com, Somebody (else) <im:b@example.com>"))
                .field(HeaderField.of("date", "18 Oct 00 14:23 EST (late)"))
                .field(HeaderField.of("from", "nobody in particular"))
                .field(HeaderField.of("message-id", "no brackets"))
                .build();
        var cpim = CpimMapping.toCpim(message);
        assertThat(cpim.headers(CpimName.TO)).hasSize(2);
        assertThat(cpim.headers(CpimName.DATE_TIME))
                .extracting(CpimHeader::text)
                .containsExactly("2000-10-18T14:23:00-05:00");
        assertThat(cpim.headers(CpimName.FROM)).isEmpty();
        assertThat(back(cpim)).isEqualTo(message);
    }

    @Test
    @Requirement("CPIM-18")
    void readsWhatOthersWrite() {
        var vital = new CpimName("mid:MessageFeatures@id.foo.com", "VitalMessageOption");
        var message = CpimMapping.toMessage(CpimReaderTest.read(CpimReaderTest.EXAMPLE), READER, Set.of(vital));
        assertThat(message.from()).singleElement().hasToString("MR SANDERS <im:piglet@100akerwood.com>");
        assertThat(message.date()).isPresent();
        assertThat(message.subject("fr")).contains("beau temps prevu pour aujourd'hui");
        assertThat(message.messageId()).contains("1234567890@foo.com");
        assertThat(message.header())
                .contains(new HeaderField(vital.namespace(), vital.name(), "Confirmation-requested", ""));
        assertThat(message.content()).isInstanceOf(XmlContent.class);
    }

    @Test
    @Requirement("CPIM-17")
    void aMessageThatRequiresTooMuchFails() {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> back(CpimReaderTest.read(CpimReaderTest.EXAMPLE)))
                .withMessageContaining("requires");
    }

    @Test
    void requestsAndNotificationsHaveTheHeadersOfTheirSpecification() {
        var asking = new ReceiptRequest(Set.of(Wanted.DISPLAY), "34jk324j").in(MESSAGE);
        assertThat(text(CpimMapping.toCpim(asking)))
                .contains("NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 34jk324j\r\n"
                        + "imdn.Disposition-Notification: display\r\n");
        var answer = new Message(List.of(), new XmlContent("<imdn/>", Notification.MEDIA_TYPE, ""));
        assertThat(text(CpimMapping.toCpim(answer))).contains("\r\nContent-Disposition: notification\r\n");
        assertThat(ReceiptRequest.of(back(CpimMapping.toCpim(asking)))).isEqualTo(ReceiptRequest.of(asking));
    }

    @Test
    void aFieldMayNotPoseAsAHeaderOfCpim() {
        var posing = MESSAGE.with(new HeaderField(CpimName.CORE, "From", "<im:boss@example.com>", ""));
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> CpimMapping.toCpim(posing))
                .withMessageContaining("pose");
        var other = MESSAGE.with(new HeaderField(CpimName.CORE, "Mood", "merry", ""));
        assertThat(back(CpimMapping.toCpim(other)).header()).containsAll(other.header());
    }

    @Test
    void passesWithinAMessageOctetForOctet() {
        var signed =
                "From: <im:a@b>\r\n\r\nContent-Type: multipart/signed; boundary=x\r\n\r\n--x\r\n\r\n \t\r\n--x--\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        var content = CPIM.read(ByteBuffer.wrap(signed)).asContent();
        var entity = new MessageWriter().writeEntity(MESSAGE.with(content), MultipartIds.of("boundary", "1@a", "2@a"));
        var read = READER.readEntity(ByteBuffer.wrap(entity)).content();
        assertThat(read).isInstanceOfSatisfying(OpaqueContent.class, opaque -> {
            assertThat(opaque.mediaType()).isEqualTo("message/cpim");
            assertThat(opaque.octets()).isEqualTo(ByteBuffer.wrap(signed));
        });
    }

    @Property
    @Requirement("CPIM-18")
    void nothingIsLostOnTheWay(@ForAll("messages") Message message) {
        assertThat(back(CpimMapping.toCpim(message))).isEqualTo(message);
    }

    @Property
    @Requirement("CPIM-14")
    void whatIsReadIsWrittenAgain(@ForAll("lines") List<String> lines, @ForAll @StringLength(max = 50) String text) {
        for (var document : List.of(
                text,
                String.join("\r\n", lines),
                text + "\r\n\r\nContent-Type: a/b\r\n\r\n",
                "a: " + text + "\r\n\r\nContent-Type: a/b\r\n\r\n")) {
            var octets = document.getBytes(StandardCharsets.UTF_8);
            try {
                var cpim = CPIM.read(ByteBuffer.wrap(octets));
                assertThat(cpim.octets()).isEqualTo(octets);
                assertThat(back(cpim).header()).isNotNull();
            } catch (MessageFault fault) {
                assertThat(fault.sentence()).hasSizeLessThan(1000).doesNotContain("\n");
            }
        }
    }

    /** Fields of which one at most comes back elsewhere, the message-id, which is last here. */
    @Provide
    Arbitrary<Message> messages() {
        var address =
                Arbitraries.of("im:a@b", "A B <im:a@b>", "\"A, B\" <im:a@b>", "x", "im:a@b, im:c@d", "<a b>", "\"\"");
        var fields = Combinators.combine(
                        Arbitraries.of("from", "to", "cc", "sender"), Arbitraries.oneOf(address, AnyMessages.xmlText()))
                .as(HeaderField::of);
        var dates = Arbitraries.of("Wed, 18 Oct 2000 14:23:07 +0100", "2000-10-18T14:23:07Z", "never");
        var ids = Arbitraries.of("<1@a>", "<\u00E9>", "1@a", "", "<a b>");
        return Combinators.combine(AnyMessages.messages(), fields.list().ofMaxSize(4), dates, ids)
                .as((message, more, date, id) -> {
                    List<HeaderField> header = new ArrayList<>(message.header());
                    more.stream()
                            .filter(field -> header.stream().noneMatch(one -> one.is("sender") && field.is("sender")))
                            .forEach(header::add);
                    header.add(HeaderField.of("date", date));
                    header.add(HeaderField.of("message-id", id));
                    return new Message(header, message.content());
                });
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "From: <im:a@b>",
                        "Subject:;lang=fr a\\",
                        "NS: RFC822 <URN:IANA:message:rfc822:>",
                        "RFC822.content-type: a",
                        "RFC822.Date: a",
                        "DateTime: 2000",
                        "NS: <urn:x>",
                        "NS: x <data:,%zz>",
                        "x.%41%: a",
                        "#: a",
                        "Require: x.a",
                        "",
                        "Content-Type: text/plain",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-ID: <>",
                        "text")
                .list()
                .ofMaxSize(12);
    }
}
