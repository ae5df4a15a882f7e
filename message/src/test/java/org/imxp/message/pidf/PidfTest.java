package org.imxp.message.pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presence documents as they are on the wire (RFC 3863). */
class PidfTest {
    static final PidfReader READER = new PidfReader(MessageLimits.DEFAULT, Set.of());

    /** The example of section 4.3.1. */
    static final String EXAMPLE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <presence xmlns="urn:ietf:params:xml:ns:pidf"
             xmlns:im="urn:ietf:params:xml:ns:pidf:im"
             xmlns:myex="http://id.example.com/presence/"
             entity="pres:someone@example.com">
          <tuple id="bs35r9">
            <status>
              <basic>open</basic>
              <im:im>busy</im:im>
              <myex:location>home</myex:location>
            </status>
            <contact priority="0.8">im:someone@mobilecarrier.net</contact>
            <note xml:lang="en">Don't Disturb Please!</note>
            <note xml:lang="fr">Ne derangez pas, s'il vous plait</note>
            <timestamp>2001-10-27T16:49:29Z</timestamp>
          </tuple>
          <tuple id="eg92n8">
            <status>
              <basic>open</basic>
            </status>
            <contact priority="1.0">mailto:someone@example.com</contact>
          </tuple>
          <note>I'll be in Tokyo next week</note>
        </presence>\
        """;

    static Pidf read(String xml) {
        return READER.read(new XmlContent(xml, Pidf.MEDIA_TYPE, ""));
    }

    private static void refused(String told, String xml) {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> read(xml))
                .withMessageContaining(told);
    }

    @Test
    @Requirement("CPIM-20")
    void readsTheExampleOfTheSpecification() {
        var pidf = read(EXAMPLE);
        assertThat(pidf.entity()).isEqualTo("pres:someone@example.com");
        assertThat(pidf.notes()).containsExactly(new PidfNote("I'll be in Tokyo next week", ""));
        assertThat(pidf.tuples()).extracting(PidfTuple::id).containsExactly("bs35r9", "eg92n8");
        var first = pidf.tuples().getFirst();
        assertThat(first.basic()).contains(PidfTuple.Basic.OPEN);
        assertThat(first.status())
                .containsExactly(
                        XmlElement.of("urn:ietf:params:xml:ns:pidf:im", "im", "busy"),
                        XmlElement.of("http://id.example.com/presence/", "location", "home"));
        assertThat(first.contact()).contains(new PidfContact("im:someone@mobilecarrier.net", Optional.of(800)));
        assertThat(first.notes()).extracting(PidfNote::lang).containsExactly("en", "fr");
        assertThat(first.timestamp()).contains(Instant.parse("2001-10-27T16:49:29Z"));
    }

    @Test
    @Requirement("CPIM-20")
    void writesTheElementsInTheirOrder() {
        var xml = PidfWriter.write(read(EXAMPLE));
        assertThat(xml.type()).isEqualTo("application/pidf+xml");
        assertThat(xml.xml())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>")
                .containsSubsequence(
                        "<status><basic>open",
                        "<contact priority='0.800'>",
                        "<note xml:lang='en'>",
                        "<timestamp>2001-10-27T16:49:29Z<",
                        "</tuple><note>I");
        assertThat(read(xml.xml())).isEqualTo(read(EXAMPLE));
    }

    @Test
    @Requirement({"CPIM-20", "OPEN-40"})
    void refusesTheNamespaceWithAColon() {
        refused("not 'presence'", EXAMPLE.replace("xml:ns:pidf\"", "xml:ns:pidf:\""));
    }

    @Test
    @Requirement("CPIM-20")
    void refusesWhatTheDocumentMustHave() {
        refused("no entity", EXAMPLE.replace("entity", "x"));
        refused("no id", EXAMPLE.replace("id=\"bs35r9\"", ""));
        refused("the id 'bs35r9'", EXAMPLE.replace("eg92n8", "bs35r9"));
        refused("no status", EXAMPLE.replace("status>", "x>"));
        refused("neither 'open'", EXAMPLE.replace(">open<", ">Open<"));
        refused("well-formed", "");
    }

    @ParameterizedTest
    @Requirement("CPIM-20")
    @ValueSource(strings = {"2001-10-27t16:49:29z", "2001-10-27 16:49:29Z", "27 Oct 2001 16:49:29 GMT", "2001", ""})
    void refusesATimestampOfAnotherForm(String time) {
        refused("timestamp", EXAMPLE.replace("2001-10-27T16:49:29Z", time));
    }

    @Test
    void readsPartsOfASecond() {
        assertThat(read(EXAMPLE.replace("29Z", "29.25+01:00")).newest())
                .contains(Instant.parse("2001-10-27T15:49:29.250Z"));
    }

    @Test
    @Requirement("CPIM-23")
    void ignoresUnknownElementsWhole() {
        var unknown = "<other><basic>closed</basic><tuple id='x'/></other>";
        assertThat(read(EXAMPLE.replace("<status>", unknown + "<status>" + unknown)))
                .isEqualTo(read(EXAMPLE));
    }

    @Test
    @Requirement("CPIM-23")
    void whatMustBeUnderstoodVoidsItsExtensionAlone() {
        var complex = "<myex:complex><myex:a p:mustUnderstand='1'"
                + " xmlns:p='urn:ietf:params:xml:ns:pidf'>1</myex:a></myex:complex>";
        var needed = EXAMPLE.replace("<im:im>", complex + "<im:im>");
        assertThat(read(needed)).isEqualTo(read(EXAMPLE));
        assertThat(read(needed.replace("='1'", "='true'"))).isEqualTo(read(EXAMPLE));
        assertThat(read(needed.replace("='1'", "='0'")).tuples().getFirst().status())
                .hasSize(3);
        var understanding = new PidfReader(MessageLimits.DEFAULT, Set.of("http://id.example.com/presence/"));
        assertThat(understanding
                        .read(new XmlContent(needed, Pidf.MEDIA_TYPE, ""))
                        .tuples()
                        .getFirst()
                        .status())
                .hasSize(3);
    }

    @ParameterizedTest
    @Requirement("CPIM-23")
    @CsvSource({
        "0, 0",
        "0.021, 21",
        "0.5, 500",
        "1.00, 1000",
        "1, 1000",
        "0., 0",
        "0.8000, -1",
        "1.1, -1",
        "-1, -1",
        "x, -1",
        "2, -1",
        "'', -1"
    })
    void aPriorityOutOfRangeIsAsIfItWereNotThere(String text, int thousandths) {
        assertThat(PidfContact.priority(text))
                .isEqualTo(Optional.of(thousandths).filter(value -> value >= 0));
    }

    @Test
    @Requirement("CPIM-23")
    void writesPrioritiesWithThreeDecimals() {
        assertThat(new PidfContact("im:a@b", Optional.of(7)).priority()).contains("0.007");
        assertThat(new PidfContact("im:a@b", Optional.of(1000)).priority()).contains("1");
        assertThatIllegalArgumentException().isThrownBy(() -> new PidfContact("im:a@b", Optional.of(1001)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PidfContact("im:a@b", Optional.of(-1)));
    }

    @Test
    @Requirement("CPIM-23")
    void outdatedPresenceIsTold() {
        var seen = Instant.parse("2001-10-27T16:49:29Z");
        assertThat(read(EXAMPLE).isOutdated(seen)).isFalse();
        assertThat(read(EXAMPLE).isOutdated(seen.plusMillis(1))).isTrue();
        assertThat(new Pidf("pres:a@b", List.of(), List.of(), List.of()).isOutdated(seen))
                .isFalse();
    }

    @Test
    @Requirement("CPIM-23")
    void successiveDocumentsHaveNoTimestampInCommon() {
        var now = Instant.parse("2026-11-25T10:00:00Z");
        assertThat(Pidf.nextTimestamp(now, Optional.empty())).isEqualTo(now);
        assertThat(Pidf.nextTimestamp(now, Optional.of(now.minusMillis(1)))).isEqualTo(now);
        assertThat(Pidf.nextTimestamp(now, Optional.of(now))).isAfter(now);
        assertThat(Pidf.nextTimestamp(now, Optional.of(now.plusSeconds(9)))).isAfter(now.plusSeconds(9));
    }

    @Property
    @Requirement("CPIM-20")
    void isReadAsItWasWritten(@ForAll("documents") Pidf pidf) {
        assertThat(READER.read(PidfWriter.write(pidf))).isEqualTo(pidf);
    }

    @Property
    void anyTextIsADocumentOrAFault(@ForAll @StringLength(max = 100) String text) {
        for (var xml : List.of(
                text, EXAMPLE.replace("0.8", text), EXAMPLE.replace("29Z", text), EXAMPLE.replace("<basic>", text))) {
            try {
                assertThat(PidfWriter.write(read(xml)).xml()).isNotEmpty();
            } catch (MessageFault fault) {
                assertThat(fault.code()).isIn(500, 501);
            }
        }
    }

    @Provide
    Arbitrary<Pidf> documents() {
        var extensions = Arbitraries.of(
                        XmlElement.of("urn:x", "a", "b"),
                        XmlElement.of("", "c", "").with("d", "e"))
                .list()
                .ofMaxSize(2);
        var notes = Combinators.combine(Arbitraries.strings().alpha().withChars(" <&\n"), Arbitraries.of("", "en"))
                .as(PidfNote::new)
                .list()
                .ofMaxSize(2);
        var contact = Combinators.combine(
                        Arbitraries.of("im:a@b", "tel:+1"),
                        Arbitraries.integers().between(0, 1000).optional())
                .as(PidfContact::new)
                .optional();
        var time = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .optional();
        var tuple = Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1),
                        Arbitraries.of(PidfTuple.Basic.class).optional(),
                        extensions,
                        extensions,
                        contact,
                        notes,
                        time)
                .as(PidfTuple::new);
        return Combinators.combine(
                        Arbitraries.of("pres:a@b"),
                        tuple.list().uniqueElements(PidfTuple::id).ofMaxSize(3),
                        notes,
                        extensions)
                .as(Pidf::new);
    }
}
