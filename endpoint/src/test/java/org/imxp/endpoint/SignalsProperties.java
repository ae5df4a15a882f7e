package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.message.Content;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.OpaqueContent;
import org.imxp.message.XmlContent;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.message.receipt.Notification;
import org.imxp.protocol.Address;

/** Whatever comes in the form of a signal is taken, is no signal, or is refused by code; nothing else happens. */
class SignalsProperties {
    private static final Address WILMA = Address.parse("wilma@example.com");
    private static final List<String> PIECES = List.of(
            "<imdn xmlns='" + Notification.NAMESPACE + "'>",
            "<isComposing xmlns='" + ComposingStatus.NAMESPACE + "'>",
            "<message-id>a</message-id>",
            "<datetime/>",
            "<display-notification><status><displayed/></status></display-notification>",
            "<delivery-notification><status>",
            "<state>active</state>",
            "<refresh>-1</refresh>",
            "<refresh>99999999999999999999</refresh>",
            "<lastactive>never</lastactive>",
            "</imdn>",
            "</isComposing>",
            "<!DOCTYPE a>",
            "\r\n--b\r\n",
            "\r\n--b--",
            "Content-Type: message/imdn+xml\r\n\r\n",
            "Content-Type: text/plain\r\n\r\n",
            "&x;",
            "x");

    private final ManualTime time = new ManualTime();
    private final Signals signals = new Signals(
            new AwaitedReceipts(10, time, Runnable::run),
            new Composers(
                    10,
                    new Environment(
                            time, new SecureRandom(), time, Runnable::run, Optional.empty(), Optional.empty())));

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Property
    void anythingIsTakenOrLeftOrRefusedByCode(@ForAll @From("bodies") String body) {
        var octets = body.getBytes(StandardCharsets.UTF_8);
        assertThat(isSignal(new XmlContent(body, Notification.MEDIA_TYPE, ""))).isNotEqualTo(Optional.of(false));
        assertThat(isSignal(new XmlContent(body, ComposingStatus.MEDIA_TYPE, "")))
                .isNotEqualTo(Optional.of(false));
        assertThat(isSignal(OpaqueContent.of("multipart/mixed; boundary=b", octets)))
                .isNotNull();
        assertThat(isSignal(OpaqueContent.of(ComposingStatus.MEDIA_TYPE, octets)))
                .isEmpty();
    }

    private Optional<Boolean> isSignal(Content content) {
        try {
            return Optional.of(signals.take(new Message(List.of(), content), WILMA));
        } catch (MessageFault refused) {
            return Optional.empty();
        }
    }
}
