package org.imxp.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disposition notifications as they are on the wire (RFC 5438). */
class NotificationTest {
    static final NotificationReader READER = new NotificationReader(new MessageReader(MessageLimits.DEFAULT));

    /** The example of section 7.2.1.1. */
    private static final String EXAMPLE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <imdn xmlns="urn:ietf:params:xml:ns:imdn">
              <message-id>34jk324j</message-id>
              <datetime>2008-04-04T12:16:49-05:00</datetime>
              <recipient-uri>im:bob@example.com</recipient-uri>
              <original-recipient-uri
                >im:bob@example.com</original-recipient-uri>
              <delivery-notification>
                <status>
                  <delivered/>
                </status>
              </delivery-notification>
        </imdn>\
        """;

    private static final Notification NOTIFICATION = new Notification(
            "34jk324j",
            "2008-04-04T12:16:49-05:00",
            Optional.of("im:bob@example.com"),
            Optional.of("im:bob@example.com"),
            Optional.empty(),
            Disposition.DELIVERED);

    private static XmlContent xml(String document) {
        return new XmlContent(document, Notification.MEDIA_TYPE, "");
    }

    private static void refused(String told, String document) {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> READER.read(xml(document)))
                .withMessageContaining(told);
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        assertThat(READER.read(xml(EXAMPLE))).containsExactly(NOTIFICATION);
    }

    @Test
    void writesWhatItReads() {
        assertThat(READER.read(NOTIFICATION.content())).containsExactly(NOTIFICATION);
        assertThat(NOTIFICATION.content().xml())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<imdn xmlns='urn:ietf:params:xml:ns:imdn'>")
                .contains("<delivery-notification><status><delivered/></status></delivery-notification></imdn>");
    }

    @Test
    void ignoresWhatIsOfOtherNamespaces() {
        var extended = EXAMPLE.replace("<delivered/>", "<x:failed xmlns:x='urn:x'/><delivered/>")
                .replace("<datetime>", "<x:message-id xmlns:x='urn:x'>other</x:message-id><datetime>");
        assertThat(READER.read(xml(extended))).containsExactly(NOTIFICATION);
    }

    @Test
    void readsSeveralAtOnce() {
        var part = "--b\r\nContent-Type: message/imdn+xml\r\n\r\n" + EXAMPLE + "\r\n";
        var shown = part.replace("delivery-", "display-").replace("delivered", "displayed");
        var several = OpaqueContent.of(
                "multipart/mixed; boundary=b", (part + shown + "--b--").getBytes(StandardCharsets.UTF_8));
        assertThat(READER.read(several))
                .extracting(Notification::disposition)
                .containsExactly(Disposition.DELIVERED, Disposition.DISPLAYED);
        assertThat(READER.isNotification(several)).isTrue();
    }

    @Test
    void anInstantMessageIsNone() {
        assertThat(READER.read(TextContent.plain("hi"))).isEmpty();
        assertThat(READER.isNotification(new XmlContent("<a/>", "text/xml", "")))
                .isFalse();
        assertThat(READER.isNotification(xml("broken"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<message-id>34jk324j</message-id>", "<datetime>2008-04-04T12:16:49-05:00</datetime>"})
    void refusesOneThatLacksSomething(String lost) {
        refused("no '", EXAMPLE.replace(lost, ""));
    }

    @Test
    void refusesWhatIsNone() {
        refused("not 'imdn'", "<a/>");
        refused("not 'imdn'", EXAMPLE.replace("ns:imdn", "ns:imdn:"));
        refused("well-formed", "");
        refused("more than one", EXAMPLE.replace("<datetime>", "<datetime/><datetime>"));
        refused("0 things", EXAMPLE.replace("delivery-notification", "other-notification"));
        refused("2 things", EXAMPLE.replace("<delivery-", "<display-notification/><delivery-"));
        refused("0 of the values", EXAMPLE.replace("<delivered/>", "<displayed/>"));
        refused("2 of the values", EXAMPLE.replace("<delivered/>", "<delivered/><failed/>"));
        refused("no 'status'", EXAMPLE.replace("status>", "state>"));
        refused("no message-id", EXAMPLE.replace("34jk324j", " "));
    }

    @Test
    void aDispositionHasAStatusOfItsKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Disposition(Disposition.Kind.DISPLAY, Disposition.Status.DELIVERED));
    }

    @Property
    void isReadAsItWasWritten(@ForAll("notifications") Notification notification) {
        assertThat(READER.read(notification.content())).containsExactly(notification);
    }

    @Property
    void anyTextIsANotificationOrAFault(@ForAll @StringLength(max = 100) String text) {
        for (var document : List.of(text, EXAMPLE.replace("34jk324j", text), EXAMPLE.replace("<delivered/>", text))) {
            try {
                assertThat(READER.read(xml(document))).hasSize(1);
            } catch (MessageFault fault) {
                assertThat(fault.code()).isIn(500, 501);
            }
        }
    }

    @Provide
    Arbitrary<Notification> notifications() {
        var dispositions = Stream.of(Disposition.Kind.values())
                .flatMap(kind -> Stream.of(Disposition.Status.values())
                        .filter(kind::allows)
                        .map(status -> new Disposition(kind, status)))
                .toList();
        var text = Arbitraries.strings()
                .alpha()
                .withChars("<&'\"]日")
                .ofMinLength(1)
                .ofMaxLength(20);
        var recipient = text.map(Optional::of);
        var subject = text.optional();
        return Combinators.combine(text, text, recipient, recipient, subject, Arbitraries.of(dispositions))
                .as(Notification::new);
    }

    private static OpaqueContent multipart(String type, String... parts) {
        var body = String.join(
                        "",
                        Stream.of(parts).map(part -> "--b\r\n" + part + "\r\n").toList()) + "--b--\r\n";
        return new OpaqueContent(type, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), "");
    }

    @Test
    void onlyWhatHasNothingElseInItIsForTheProgramAlone() {
        String part = "Content-Type: message/imdn+xml\r\n\r\n<imdn/>";
        String text = "Content-Type: text/plain\r\n\r\nHello.";
        var several = multipart("multipart/mixed; boundary=b", part, part);
        var mixed = multipart("multipart/mixed; boundary=b", text, part);
        assertThat(READER.isOnly(xml("<imdn/>"))).isTrue();
        assertThat(READER.isOnly(several)).isTrue();
        assertThat(READER.isOnly(mixed)).isFalse();
        assertThat(READER.isNotification(mixed)).isTrue();
        assertThat(READER.isOnly(TextContent.plain("Hello."))).isFalse();
    }

    @Test
    void whatIsOneOctetTooLongIsAMessage() {
        String head = "--b\r\nContent-Type: message/imdn+xml\r\n\r\n";
        String tail = "\r\n--b--\r\n";
        int room = NotificationReader.MOST_OCTETS - head.length() - tail.length();
        for (int more = 0; more < 2; more++) {
            var octets = (head + " ".repeat(room + more) + tail).getBytes(StandardCharsets.UTF_8);
            var content = OpaqueContent.of("multipart/mixed; boundary=b", octets);
            assertThat(READER.isOnly(content)).isEqualTo(more == 0);
            assertThat(READER.isNotification(content)).isEqualTo(more == 0);
        }
    }

    @Test
    void aBrokenMultipartIsNone() {
        var broken = multipart("multipart/mixed");
        assertThat(READER.isNotification(broken)).isFalse();
        assertThat(READER.isOnly(broken)).isFalse();
    }
}
