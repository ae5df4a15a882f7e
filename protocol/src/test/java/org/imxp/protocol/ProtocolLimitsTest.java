package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bound at its standard value: met, and passed by one. */
@Requirement("CORE-51")
final class ProtocolLimitsTest {
    private static final String HEADER = "Content-Type: application/beep+xml\r\n\r\n";
    private static final String OPTION = "<option internal='x'/>";

    @ParameterizedTest
    @MethodSource("bounds")
    void takesWhatMeetsABoundAndRefusesOnePast(ProtocolLimit limit, IntFunction<byte[]> payload) {
        int bound = limit.standard();

        assertThatCode(() -> Examples.payload(payload.apply(bound))).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.payload(payload.apply(bound + 1)))
                .withMessageContaining("allowed are " + bound)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }

    @Test
    void boundsTheDestinationsOfAReport() {
        assertThatCode(() -> report(100)).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> report(101))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }

    @Test
    void boundsTheControlElementAndNotThePartsBesideIt() {
        var xml = Examples.data("cid:2@b", "");
        var limits = ProtocolLimits.defaults().with(ProtocolLimit.CONTROL_OCTETS, xml.length());
        var part = "\n--b\nContent-ID: <2@b>\n\n" + "x".repeat(2 * xml.length()) + "\n--b--";
        assertThatCode(() -> read(limits, xml + part)).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(limits, xml + " " + part))
                .withMessageContaining("allowed are " + xml.length())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }

    private static void read(ProtocolLimits limits, String body) {
        var octets = PayloadReaderTest.related("--b\nContent-Type: application/beep+xml\n\n" + body);
        var _ = new PayloadReader(limits).read(octets, Dialect.APEX);
    }

    @Test
    void boundsTheActionsOfAnEntry() {
        assertThatCode(() -> actions(64)).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> actions(65))
                .withMessageContaining("allowed are 64")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }

    private static void actions(int count) {
        var _ = new AccessReader(ProtocolLimits.defaults())
                .read(XmlFragment.of("<set transID='1'><access owner='a@b' actor='*@*' actions='" + "a:b ".repeat(count)
                        + "' /></set>"));
    }

    @Test
    void testsEveryBound() {
        var tested = EnumSet.of(
                ProtocolLimit.DESTINATIONS,
                ProtocolLimit.ACTIONS,
                ProtocolLimit.CONTROL_OCTETS,
                // PresenceReaderTest
                ProtocolLimit.TUPLES,
                ProtocolLimit.CAPABILITIES,
                ProtocolLimit.CAPABILITY_CHARS,
                // ContactReaderTest
                ProtocolLimit.CONTACTS);
        bounds().forEach(arguments -> tested.add((ProtocolLimit) arguments.get()[0]));

        assertThat(tested).containsExactly(ProtocolLimit.values());
    }

    @Test
    void takesConfiguredValues() {
        var limits = ProtocolLimits.defaults().with(ProtocolLimit.RECIPIENTS, 1);

        assertThat(limits.of(ProtocolLimit.RECIPIENTS)).isEqualTo(1);
        assertThat(limits.of(ProtocolLimit.OPTIONS)).isEqualTo(16);
        assertThat(ProtocolLimit.PAYLOAD_OCTETS.key()).isEqualTo("payload-octets");
        assertThat(new ProtocolLimits(Map.of())).isEqualTo(ProtocolLimits.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.with(ProtocolLimit.RECIPIENTS, 0))
                .withMessage("recipients is 0: allowed are 1 to 2147483647");
    }

    @Test
    void refusesAThousandAttributesHoweverItIsConfigured() {
        var limits = ProtocolLimits.defaults().with(ProtocolLimit.ATTRIBUTES, 5);
        var reader = new ElementReader(limits);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader.read("<ok" + attributes(2000) + "/>", Dialect.APEX));
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                bound(
                        ProtocolLimit.PAYLOAD_OCTETS,
                        n -> octets(HEADER + "<ok/>" + " ".repeat(n - HEADER.length() - 5))),
                bound(
                        ProtocolLimit.HEADER_OCTETS,
                        n -> octets("X: " + "y".repeat(n - 3 - HEADER.length() + 2) + "\r\n" + HEADER + "<ok/>")),
                bound(ProtocolLimit.PARTS, ProtocolLimitsTest::parts),
                bound(ProtocolLimit.XML_DEPTH, n -> content("<a>".repeat(n - 2) + "</a>".repeat(n - 2))),
                bound(ProtocolLimit.ELEMENTS, n -> content("<a/>".repeat(n - 4))),
                bound(ProtocolLimit.ATTRIBUTES, n -> octets(HEADER + "<ok xmlns:p='urn:p'" + attributes(n - 1) + "/>")),
                bound(ProtocolLimit.ATTRIBUTE_CHARS, n -> data("urn:" + "x".repeat(n - 4), "")),
                bound(
                        ProtocolLimit.ADDRESS_CHARS,
                        n -> octets(HEADER + "<attach transID='1' endpoint='" + "x".repeat(n - 4) + "@a.b'/>")),
                bound(ProtocolLimit.RECIPIENTS, n -> data("urn:x", "<recipient identity='a@b'/>".repeat(n - 1))),
                bound(ProtocolLimit.OPTIONS, n -> data("urn:x", OPTION.repeat(n))),
                bound(
                        ProtocolLimit.OPTIONS,
                        n -> octets(HEADER + "<bind relay='a' transID='1'>" + OPTION.repeat(n) + "</bind>")),
                bound(
                        ProtocolLimit.LANGUAGES,
                        n -> data("urn:x", "<option internal='x' localize='" + "en ".repeat(n) + "'/>")),
                bound(
                        ProtocolLimit.DIAGNOSTIC_CHARS,
                        n -> octets(HEADER + "<error code='550'>" + "x".repeat(n) + "</error>")));
    }

    private static Arguments bound(ProtocolLimit limit, IntFunction<byte[]> payload) {
        return Arguments.of(limit, payload);
    }

    private static byte[] octets(String payload) {
        return Examples.crlf(payload.replace("\r\n", "\n"));
    }

    private static byte[] data(String content, String inside) {
        return octets(HEADER + Examples.data(content, inside));
    }

    private static byte[] content(String inner) {
        return data("#C", "<data-content Name='C'>" + inner + "</data-content>");
    }

    private static byte[] parts(int parts) {
        return PayloadReaderTest.related(
                "--b\nContent-Type: application/beep+xml\n\n<ok/>" + "\n--b\n\nx".repeat(parts - 1) + "\n--b--");
    }

    private static String attributes(int count) {
        var attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }

    private static StatusResponse report(int destinations) {
        var reply = new Reply(ReplyCode.SUCCESS, 1);
        var report = new StatusResponse(1, Collections.nCopies(destinations, new Destination(Examples.BARNEY, reply)));
        var written = new ElementWriter().writeStatusResponse(report, Dialect.APEX);
        return new ElementReader(ProtocolLimits.defaults()).readStatusResponse(written, Dialect.APEX);
    }
}
