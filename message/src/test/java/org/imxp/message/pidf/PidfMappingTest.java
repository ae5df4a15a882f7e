package org.imxp.message.pidf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.message.XmlElement;
import org.imxp.message.pidf.Presence.Capability;
import org.imxp.message.pidf.Presence.Tuple;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** From IMXP's presence to PIDF and back. */
class PidfMappingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-11-25T09:00:00Z");

    private static final Presence PRESENCE = new Presence(
            "fred@example.com",
            Optional.of(CHANGED),
            "http://example.com/fred",
            List.of(
                    new Tuple(
                            "apex:fred/appl=im@example.com",
                            NOW.plusSeconds(1),
                            "http://example.com/t",
                            List.of(new Capability("urn:ietf:rfc:rfc2533", "(type=text/plain)"))),
                    new Tuple("mailto:fred@example.com", NOW, "", List.of())));

    private static Presence back(Pidf pidf, Optional<Instant> until) {
        return PidfMapping.toPresence(pidf, "fred@example.com", until, NOW).orElseThrow();
    }

    private static Pidf document(String tuples) {
        return PidfTest.read("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:fred@example.com'>" + tuples
                + "</presence>");
    }

    @Test
    void aPresenceBecomesADocument() {
        var pidf = PidfMapping.toPidf(PRESENCE, NOW);
        assertThat(pidf.entity()).isEqualTo("pres:fred@example.com");
        assertThat(pidf.tuples())
                .extracting(PidfTuple::basic)
                .containsExactly(Optional.of(PidfTuple.Basic.OPEN), Optional.of(PidfTuple.Basic.CLOSED));
        assertThat(pidf.tuples())
                .extracting(tuple -> tuple.contact().orElseThrow().uri())
                .containsExactly("im:fred/appl=im@example.com", "mailto:fred@example.com");
        assertThat(pidf.tuples())
                .extracting(PidfTuple::timestamp)
                .containsExactly(Optional.of(CHANGED), Optional.of(NOW));
        assertThat(pidf.tuples().getFirst().extensions())
                .containsExactly(
                        XmlElement.of(PidfMapping.NAMESPACE, "availableUntil", "2026-11-25T10:00:01Z"),
                        XmlElement.of(PidfMapping.NAMESPACE, "tupleInfo", "http://example.com/t"),
                        XmlElement.of(PidfMapping.NAMESPACE, "capabilities", "(type=text/plain)")
                                .with("baseline", "urn:ietf:rfc:rfc2533"));
        assertThat(pidf.extensions())
                .containsExactly(XmlElement.of(PidfMapping.NAMESPACE, "publisherInfo", "http://example.com/fred"));
    }

    @Test
    void aTupleHasTheSameIdInEveryDocumentOfItsDestination() {
        var first = PidfMapping.toPidf(PRESENCE, NOW);
        var later = PidfMapping.toPidf(PRESENCE, NOW.plusSeconds(9));
        assertThat(first.tuples()).extracting(PidfTuple::id).doesNotHaveDuplicates();
        assertThat(later.tuples())
                .extracting(PidfTuple::id)
                .isEqualTo(first.tuples().stream().map(PidfTuple::id).toList());
        assertThat(later.tuples().getFirst().basic()).contains(PidfTuple.Basic.CLOSED);
        assertThat(PidfMapping.nextClosing(PRESENCE, NOW)).contains(NOW.plusSeconds(1));
        assertThat(PidfMapping.nextClosing(PRESENCE, NOW.plusSeconds(1))).isEmpty();
        var twice = new Tuple("im:a@b", NOW, "", List.of());
        assertThat(PidfMapping.toPidf(new Presence("a@b", Optional.empty(), "", List.of(twice, twice)), NOW)
                        .tuples())
                .extracting(PidfTuple::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void anOpenTupleIsOpenUntilTheSubscriptionEnds() {
        var open = document(
                "<tuple id='a'><status><basic>open</basic></status><contact>im:f@example.com</contact></tuple>");
        assertThat(back(open, Optional.of(NOW.plusSeconds(60))).tuples())
                .containsExactly(new Tuple("im:f@example.com", NOW.plusSeconds(60), "", List.of()));
        assertThat(back(open, Optional.empty()).tuples().getFirst().availableUntil())
                .isEqualTo(NOW.plusSeconds(24 * 3600));
    }

    @Test
    void aClosedTupleHasClosedAtItsTimestampAndNotLaterThanNow() {
        var closed = "<tuple id='a'><status><basic>closed</basic></status><timestamp>%s</timestamp></tuple>";
        assertThat(back(document(closed.formatted("2026-11-25T09:00:00Z")), Optional.empty())
                        .tuples())
                .containsExactly(new Tuple("im:fred@example.com", CHANGED, "", List.of()));
        assertThat(back(document(closed.formatted("2026-11-25T11:00:00Z")), Optional.empty())
                        .tuples())
                .containsExactly(new Tuple("im:fred@example.com", NOW, "", List.of()));
    }

    @Test
    void theBestContactComesFirst() {
        var two = "<tuple id='a'><status><basic>open</basic></status><contact priority='0.2'>im:a@b</contact></tuple>"
                + "<tuple id='b'><status><basic>open</basic></status><contact priority='0.9'>im:c@d</contact></tuple>";
        assertThat(back(document(two), Optional.empty()).tuples())
                .extracting(Tuple::destination)
                .containsExactly("im:c@d", "im:a@b");
    }

    @Test
    @Requirement("OPEN-39")
    void withoutTuplesADocumentIsClosedUnlessItHasNotes() {
        assertThat(back(document(""), Optional.empty()).tuples())
                .containsExactly(new Tuple("im:fred@example.com", NOW, "", List.of()));
        assertThat(PidfMapping.toPresence(document("<note>gone</note>"), "fred@example.com", Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void theDocumentItselfIsNamedByThePresence() {
        var presence = PidfMapping.withOriginal(PRESENCE, "1@example.com");
        assertThat(presence.publisherInfo()).isEqualTo("cid:1@example.com");
        assertThat(presence.tuples()).isEqualTo(PRESENCE.tuples());
    }

    /** The way back is the document itself, which goes along; on the way there nothing is left out. */
    @Property
    void allThatAPresenceSaysIsInItsDocument(@ForAll("presences") Presence presence) {
        var pidf = PidfTest.READER.read(PidfWriter.write(PidfMapping.toPidf(presence, NOW)));
        assertThat(pidf.extensions().stream().map(XmlElement::text).findFirst().orElse(""))
                .isEqualTo(presence.publisherInfo());
        assertThat(pidf.tuples()).hasSameSizeAs(presence.tuples());
        for (int i = 0; i < pidf.tuples().size(); i++) {
            var tuple = pidf.tuples().get(i);
            var told = presence.tuples().get(i);
            assertThat(new Tuple(
                            tuple.contact().orElseThrow().uri(),
                            Instant.parse(extension(tuple, "availableUntil")
                                    .getFirst()
                                    .text()),
                            extension(tuple, "tupleInfo").stream()
                                    .map(XmlElement::text)
                                    .findFirst()
                                    .orElse(""),
                            extension(tuple, "capabilities").stream()
                                    .map(one -> new Capability(
                                            one.attribute("baseline").orElse(""), one.text()))
                                    .toList()))
                    .isEqualTo(told);
            assertThat(tuple.basic())
                    .contains(told.availableUntil().isAfter(NOW) ? PidfTuple.Basic.OPEN : PidfTuple.Basic.CLOSED);
        }
    }

    private static List<XmlElement> extension(PidfTuple tuple, String name) {
        return tuple.extensions().stream()
                .filter(one -> one.is(PidfMapping.NAMESPACE, name))
                .toList();
    }

    @Provide
    Arbitrary<Presence> presences() {
        var uris = Arbitraries.of("im:fred@example.com", "mailto:a@b?subject=x&y", "tel:+1", "im:\u00FC<&'\">@b");
        var texts = Arbitraries.strings().alpha().withChars("<&'\"]= ()").ofMaxLength(20);
        var times = Arbitraries.longs()
                .between(-4_000_000_000_000L, 4_000_000_000_000L)
                .map(NOW::plusMillis);
        var capabilities =
                Combinators.combine(texts, texts).as(Capability::new).list().ofMaxSize(3);
        var tuple = Combinators.combine(uris, times, texts, capabilities).as(Tuple::new);
        return Combinators.combine(
                        times.optional(), texts, tuple.list().ofMinSize(1).ofMaxSize(4))
                .as((changed, info, tuples) -> new Presence("fred@example.com", changed, info, tuples));
    }
}
