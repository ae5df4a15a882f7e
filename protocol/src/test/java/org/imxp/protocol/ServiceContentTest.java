package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class ServiceContentTest {
    private static final String ALLOW = "<allow transID='5' />";

    private static Payload inPart(String type, byte[] body) {
        var part = MimePart.of("2@example.com", type, body);
        return Payload.of(Data.of(part.contentUri(), Examples.FRED, Examples.BARNEY), "1@example.com", List.of(part));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refuses(Payload payload, ReplyCode code) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ServiceContent.of(payload))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @Requirement("ACC-2")
    void isInTheDataOrInAnotherPart() {
        var inside =
                Payload.of(Data.of(new DataContent("Content", XmlFragment.of(ALLOW)), Examples.FRED, Examples.BARNEY));

        assertThat(ServiceContent.of(inside).xml()).isEqualTo(ALLOW);
        assertThat(ServiceContent.of(inPart("application/beep+xml", utf8(ALLOW)))
                        .xml())
                .isEqualTo(ALLOW);
        assertThat(ServiceContent.of(inPart("application/xml; charset=utf-16", ALLOW.getBytes(StandardCharsets.UTF_16)))
                        .xml())
                .isEqualTo(ALLOW);
    }

    @Test
    void refusesWhatIsElsewhereOrNotXml() {
        refuses(Payload.of(new Ok()), ReplyCode.PARAMETER_SYNTAX_ERROR);
        refuses(
                Payload.of(Data.of("http://example.com/", Examples.FRED, Examples.BARNEY)),
                ReplyCode.PARAMETER_SYNTAX_ERROR);
        refuses(inPart("text/plain", utf8(ALLOW)), ReplyCode.PARAMETER_SYNTAX_ERROR);
        refuses(inPart("application/beep+xml; charset=koi8-r", utf8(ALLOW)), ReplyCode.PARAMETER_NOT_IMPLEMENTED);
        refuses(inPart("application/beep+xml", new byte[] {'<', (byte) 0xFF}), ReplyCode.SYNTAX_ERROR);
    }

    @Test
    @Requirement("PRES-30")
    void findsTheTransIdOfWhatCannotBeRead() {
        assertThat(ServiceContent.transId(XmlFragment.of("<query transID='7'><x></query>")))
                .hasValue(7);
        assertThat(ServiceContent.transId(XmlFragment.of(" text <!-- c --> <x transID='7' />")))
                .hasValue(7);
        for (var xml : List.of("", "text", "<x />", "<x transID='0' />", "<x transID='y' />", "<x transID='7'")) {
            assertThat(ServiceContent.transId(XmlFragment.of(xml))).isEmpty();
        }
    }

    @Test
    void tellsAReplyFromTheRest() {
        assertThat(ServiceContent.isReply(XmlFragment.of("<reply transID='7' />")))
                .isTrue();
        assertThat(ServiceContent.isReply(XmlFragment.of(ALLOW))).isFalse();
        assertThat(ServiceContent.isReply(XmlFragment.of("<"))).isFalse();
    }
}
