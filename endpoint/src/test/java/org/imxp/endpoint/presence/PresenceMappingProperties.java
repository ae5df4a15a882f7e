package org.imxp.endpoint.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceReader;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.PresenceTuple.Capability;
import org.imxp.protocol.PresenceWriter;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.testkit.Requirement;

final class PresenceMappingProperties {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Address FRED = Address.parse("fred@example.com");
    private static final String HERE = "im:fred@example.com";

    private static PresenceEntry entry(List<PresenceTuple> tuples) {
        return new PresenceEntry(FRED, Optional.of(NOW.minusSeconds(9)), "", tuples);
    }

    /** As it comes over the wire. */
    private static PresenceEntry carried(PresenceEntry entry) {
        return new PresenceReader(ProtocolLimits.defaults())
                .readEntry(new PresenceWriter().writeEntry(entry, Dialect.APEX));
    }

    @Property(tries = 500)
    @Requirement("IMPP-3.1.1")
    void whatIsPublishedIsRead(
            @ForAll("statuses") PresenceStatus status, @ForAll("foreign") List<PresenceTuple> others) {
        var before = entry(others.isEmpty() ? List.of(new PresenceTuple(HERE, NOW)) : others);
        var after = carried(OwnTuple.in(before, HERE, status, NOW));
        var ways = PresenceState.of(after, NOW).ways();
        var own = ways.stream().filter(way -> way.destination().equals(HERE)).toList();
        assertThat(own).hasSize(1);
        assertThat(own.getFirst())
                .isEqualTo(new Way(
                        HERE,
                        status.availability() == Availability.OFFLINE ? NOW : NOW.plus(status.holds()),
                        status.availability(),
                        status.notes(),
                        status.device(),
                        status.media(),
                        List.of()));
        assertThat(after.tuples()).containsAll(others);
    }

    /** Whatever others write, it is read, and what is not known is there as it was written. */
    @Property(tries = 1000)
    @Requirement("IMPP-3.1.4")
    void readsWhateverOthersWrite(@ForAll("foreign") List<PresenceTuple> tuples) {
        for (var tuple : tuples) {
            var way = Way.of(tuple, NOW);
            assertThat(tuple.capabilities()).containsAll(way.others());
            assertThat(way.availability() == Availability.OFFLINE).isEqualTo(!tuple.isOpen(NOW));
        }
    }

    @Provide
    Arbitrary<PresenceStatus> statuses() {
        var notes = Arbitraries.maps(
                        Arbitraries.of("", "en", "de", "pt-BR", "x-klingon"),
                        Arbitraries.strings().ofMaxLength(Notes.MOST_CHARACTERS / 2))
                .map(texts -> new Notes(new TreeMap<>(texts)));
        var media = Arbitraries.of("text/plain", "text/html", "image/*", "application/vnd.x-y+xml")
                .list()
                .uniqueElements()
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(Availability.class),
                        notes,
                        Arbitraries.of(Device.class).optional(),
                        media,
                        Arbitraries.longs().between(10, 86_400 * 366))
                .as((availability, text, device, types, seconds) -> new PresenceStatus(
                        availability, text, device, types, Duration.ofSeconds(seconds), false, Optional.empty()));
    }

    @Provide
    Arbitrary<List<PresenceTuple>> foreign() {
        var words = Arbitraries.of(
                "<activities xmlns='urn:ietf:params:xml:ns:pidf:rpid'><meal/></activities>",
                "<r:activities"
                    + " xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'><r:on-the-phone/><r:other>x</r:other></r:activities>",
                "<note xmlns='urn:ietf:params:xml:ns:pidf' xml:lang='!'>x</note>",
                "<devcaps"
                    + " xmlns='urn:ietf:params:xml:ns:pidf:caps'><mobility><notsupported><mobile/></notsupported></mobility></devcaps>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:/etc/passwd'>]><a>&b;</a>",
                "(& (type=\"text/plain\") (color=limited))");
        var damaged = Combinators.combine(
                        words,
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.strings().ofMaxLength(3))
                .as((text, at, put) -> text.substring(0, Math.min(at, text.length()))
                        + put
                        + text.substring(Math.min(at, text.length())));
        var capabilities = Combinators.combine(
                        Arbitraries.of(
                                Vocabulary.ACTIVITIES,
                                Vocabulary.NOTES,
                                Vocabulary.CAPABILITIES,
                                Vocabulary.MEDIA,
                                "urn:x:unknown"),
                        Arbitraries.oneOf(words, damaged, Arbitraries.strings().ofMaxLength(50)))
                .as(Capability::new);
        return Combinators.combine(
                        Arbitraries.of("mailto:fred@example.com", "im:fred/desk@example.com", "tel:+1", "pres:x"),
                        Arbitraries.integers().between(-80_000, 80_000),
                        capabilities.list().ofMaxSize(12))
                .as((destination, seconds, more) -> new PresenceTuple(destination, NOW.plusSeconds(seconds), "", more))
                .list()
                .ofMaxSize(5);
    }
}
