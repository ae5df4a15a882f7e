package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceTuple.Capability;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresenceReaderTest {
    private static final Instant UPDATED = Instant.parse("2000-05-14T21:02:00Z");
    private static final PresenceEntry ENTRY = new PresenceEntry(
            Examples.FRED,
            Optional.of(UPDATED),
            "http://www.example.com/fred/",
            List.of(
                    new PresenceTuple("apex:fred/appl=im@example.com", Instant.parse("2000-05-14T22:02:00Z")),
                    new PresenceTuple("mailto:fred@flintstone.com", Instant.parse("2526-01-01T07:59:59Z"))));
    private static final String TUPLE = "<tuple destination='im:a@b' availableUntil='2000-05-14T14:02:00Z'/>";

    private static PresenceOperation read(String xml) {
        return new PresenceReader(ProtocolLimits.defaults()).read(XmlFragment.of(xml));
    }

    private static String write(PresenceOperation operation) {
        return new PresenceWriter().write(operation, Dialect.APEX).xml();
    }

    private static String publish(String inside) {
        return "<publish publisher='a@b' transID='1' timeStamp='2000-05-14T13:30:00Z'>" + inside + "</publish>";
    }

    private static String presence(String inside) {
        return publish("<presence publisher='a@b' lastUpdate='2000-05-14T13:30:00Z'>" + inside + "</presence>");
    }

    @Test
    @Requirement({"PRES-16", "SEED-33"})
    void readsThePublishOfTheSpecification() {
        assertThat(read("""
            <publish publisher='fred@example.com' transID='1'
                     timeStamp='2000-05-14T13:30:00-08:00'>
                <presence publisher='fred@example.com'
                       lastUpdate='2000-05-14T13:02:00-08:00'
                       publisherInfo='http://www.example.com/fred/'>
                    <tuple
                      destination='apex:fred/appl=im@example.com'
                      availableUntil='2000-05-14T14:02:00-08:00' />
                    <tuple destination='mailto:fred@flintstone.com'
                      availableUntil='2525-12-31T23:59:59-08:00' />
                </presence>
            </publish>
            """))
                .isEqualTo(
                        new PresenceOperation.Publish(Examples.FRED, 1, Instant.parse("2000-05-14T21:30:00Z"), ENTRY));
    }

    @Test
    void readsTheOtherExamplesOfTheSpecification() {
        assertThat(read("<subscribe publisher='fred@example.com' duration='86400' transID='100' />"))
                .isEqualTo(new PresenceOperation.Subscribe(Examples.FRED, 100, 86_400));
        assertThat(read("<watch publisher='fred@example.com' duration='86400' transID='2' />"))
                .isEqualTo(new PresenceOperation.Watch(Examples.FRED, 2, 86_400));
        assertThat(read("<terminate transID='100' />")).isEqualTo(new Terminate(100));
        assertThat(read("<reply code='250' transID='100' />")).isEqualTo(new Reply(ReplyCode.SUCCESS, 100));
        assertThat(read("<notify subscriber='wilma@example.com' transID='2' duration='86000' action='subscribe' />"))
                .isEqualTo(new PresenceOperation.Notify(Examples.WILMA, 2, Action.SUBSCRIBE, 86_000));
    }

    @Test
    @Requirement({"PRES-23", "SEED-40"})
    void takesTheDefaultsOfANotify() {
        assertThat(read("<notify subscriber='wilma@example.com' transID='2' />"))
                .isEqualTo(new PresenceOperation.Notify(Examples.WILMA, 2, Action.SUBSCRIBE, 0));
        assertThat(write(new PresenceOperation.Notify(Examples.WILMA, 2, Action.TERMINATE, 0)))
                .isEqualTo("<notify subscriber='wilma@example.com' transID='2' action='terminate' />");
    }

    @Test
    @Requirement("PRES-2")
    void keepsEverythingOfATuple() {
        var tuple = new PresenceTuple(
                "im:fred@example.com",
                UPDATED,
                "http://example.com/?a&b",
                List.of(
                        new Capability("urn:ietf:rfc:rfc2533", "(& (type=\"text/plain\")\n (a<=1) )"),
                        new Capability("urn:x", "")));
        var publish = new PresenceOperation.Publish(
                Examples.FRED, 7, UPDATED, new PresenceEntry(Examples.FRED, Optional.empty(), "", List.of(tuple)));

        assertThat(read(write(publish))).isEqualTo(publish);
    }

    @Test
    @Requirement("PRES-31")
    void tellsNotWhereItsClockStands() {
        assertThat(write(new PresenceOperation.Publish(Examples.FRED, 1, UPDATED, ENTRY)))
                .startsWith("<publish publisher='fred@example.com' transID='1' timeStamp='2000-05-14T21:02:00-00:00'>"
                        + "<presence publisher='fred@example.com' lastUpdate='2000-05-14T21:02:00-00:00'"
                        + " publisherInfo='http://www.example.com/fred/'>"
                        + "<tuple destination='apex:fred/appl=im@example.com'"
                        + " availableUntil='2000-05-14T22:02:00-00:00' />");
    }

    @Test
    @Requirement({"PRES-3", "IMPP-4.4.2"})
    void isOpenUntilItsTimeHasCome() {
        var tuple = new PresenceTuple("im:fred@example.com", UPDATED);

        assertThat(tuple.isOpen(UPDATED.minusNanos(1))).isTrue();
        assertThat(tuple.isOpen(UPDATED)).isFalse();
        assertThat(tuple.until(UPDATED.plusNanos(1)).isOpen(UPDATED)).isTrue();
    }

    @Test
    void findsWhenItChangesByItself() {
        assertThat(ENTRY.nextClosing(UPDATED)).contains(Instant.parse("2000-05-14T22:02:00Z"));
        assertThat(ENTRY.nextClosing(Instant.parse("2000-05-14T22:02:00Z")))
                .contains(Instant.parse("2526-01-01T07:59:59Z"));
        assertThat(ENTRY.nextClosing(Instant.parse("2526-01-01T07:59:59Z"))).isEmpty();
    }

    @Test
    @Requirement("WIRE-13")
    void spellsServicesInTheDialectOfTheReader() {
        var subscribe = new PresenceOperation.Subscribe(Address.parse("apex=report@example.com"), 1, 0);
        var written = new PresenceWriter().write(subscribe, Dialect.IMXP).xml();

        assertThat(written).contains("publisher='imxp=report@example.com'");
        assertThat(read(written)).isEqualTo(subscribe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<other transID='1'/>",
                "<subscribe publisher='a@b' transID='1'/>",
                "<subscribe publisher='a@b' transID='0' duration='1'/>",
                "<subscribe publisher='a@b' duration='1'/>",
                "<subscribe transID='1' duration='1'/>",
                "<subscribe publisher='a' transID='1' duration='1'/>",
                "<subscribe publisher='a@b' transID='1' duration='-1'/>",
                "<subscribe publisher='a@b' transID='1' duration='2147483648'/>",
                "<subscribe publisher='a@b' transID='1' duration='1'><x/></subscribe>",
                "<watch publisher='a@b' transID='0' duration='1'/>",
                "<watch publisher='a@b' transID='1' duration='1'>x</watch>",
                "<notify subscriber='a@b' transID='1' action='renew'/>",
                "<notify transID='1'/>",
                "<terminate transID='x'/>",
                "<terminate transID='1'/><terminate transID='1'/>",
                "<publish publisher='a@b' transID='1' timeStamp='2000-05-14T13:30:00Z'/>",
                "<publish publisher='a@b' transID='1'><presence publisher='a@b'><tuple destination='im:a@b'"
                        + " availableUntil='2000-05-14T14:02:00Z'/></presence></publish>"
            })
    @Requirement("CORE-12")
    void refusesWhatIsNoOperation(String xml) {
        refuses(xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<x/>",
                "<tuple availableUntil='2000-05-14T14:02:00Z'/>",
                "<tuple destination='im:a@b'/>",
                "<tuple destination='im:a@b' availableUntil='soon'/>",
                "<tuple destination='im: a@b' availableUntil='2000-05-14T14:02:00Z'/>",
                "<tuple destination='fred' availableUntil='2000-05-14T14:02:00Z'/>",
                "<tuple destination='' availableUntil='2000-05-14T14:02:00Z'/>",
                "<tuple destination='im:a@b' tupleInfo='a b' availableUntil='2000-05-14T14:02:00Z'/>",
                "<tuple destination='im:a@b' availableUntil='2000-05-14T14:02:00Z'><x/></tuple>",
                "<tuple destination='im:a@b' availableUntil='2000-05-14T14:02:00Z'><capability/></tuple>",
                "<tuple destination='im:a@b' availableUntil='2000-05-14T14:02:00Z'><capability"
                        + " baseline='urn:x'><x/></capability></tuple>"
            })
    @Requirement("CORE-12")
    void refusesWhatIsNoTuple(String inside) {
        refuses(presence(inside));
    }

    @Test
    void refusesAPublishThatHoldsOtherThanOnePresence() {
        refuses(publish("<tuple/>"));
        refuses(publish("<presence publisher='a@b'>" + TUPLE + "</presence>").replace("</publish>", "<x/></publish>"));
        refuses(publish("<presence>" + TUPLE + "</presence>"));
        refuses(publish("<presence publisher='a@b' publisherInfo='&#10;'>" + TUPLE + "</presence>"));
    }

    private static void refuses(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(presence("<tuple destination='fred' availableUntil='2000-05-14T14:02:00Z'/>")))
                .withMessage("destination is \"fred\": allowed are absolute URIs");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(presence("")))
                .withMessage("a presence has no tuple: allowed are one or more");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("<fetch transID='1'/>"))
                .withMessage(
                        "unknown element fetch: allowed are subscribe, watch, publish, terminate, notify and reply");
    }

    @ParameterizedTest
    @CsvSource({"<subscribe", "<watch publisher='a@b' transID='1' duration='0'></x>", "<terminate transID='1'/>&x;"})
    void tellsWhatIsMalformed(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    @Test
    void refusesValuesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PresenceOperation.Subscribe(Examples.FRED, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PresenceOperation.Watch(Examples.FRED, 1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PresenceEntry(Examples.FRED, Optional.empty(), "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Capability("", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new PresenceTuple("im:a@b", Instant.MAX));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    @Requirement("CORE-51")
    void takesWhatMeetsABoundAndRefusesOnePast(ProtocolLimit limit, IntFunction<String> xml) {
        int bound = limit.standard();

        assertThatCode(() -> read(xml.apply(bound))).doesNotThrowAnyException();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml.apply(bound + 1)))
                .withMessageContaining("allowed are " + bound)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                bound(ProtocolLimit.TUPLES, n -> presence(TUPLE.repeat(n))),
                bound(
                        ProtocolLimit.CAPABILITIES,
                        n -> presence(
                                TUPLE.replace("/>", ">" + "<capability baseline='urn:x'/>".repeat(n) + "</tuple>"))),
                bound(
                        ProtocolLimit.CAPABILITY_CHARS,
                        n -> presence(TUPLE.replace(
                                "/>", "><capability baseline='urn:x'>" + "x".repeat(n) + "</capability></tuple>"))),
                bound(
                        ProtocolLimit.ADDRESS_CHARS,
                        n -> "<watch duration='1' transID='1' publisher='" + "x".repeat(n - 4) + "@a.b'/>"));
    }

    private static Arguments bound(ProtocolLimit limit, IntFunction<String> xml) {
        return Arguments.of(limit, xml);
    }
}
