package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceTuple.Capability;
import org.imxp.testkit.Requirement;

final class PresenceProperties {
    private static final PresenceReader READER = new PresenceReader(ProtocolLimits.defaults());
    private static final PresenceWriter WRITER = new PresenceWriter();

    @Property(tries = 500)
    @Requirement({"CORE-12", "WIRE-13", "IMPP-3.1.1"})
    void whatIsWrittenReadsBackInEitherDialect(
            @ForAll("operations") PresenceOperation operation, @ForAll Dialect dialect) {
        assertThat(READER.read(WRITER.write(operation, dialect))).isEqualTo(operation);
    }

    @Property(tries = 200)
    void anEntryReadsBackAlone(@ForAll("entries") PresenceEntry entry, @ForAll Dialect dialect) {
        assertThat(READER.readEntry(WRITER.writeEntry(entry, dialect))).isEqualTo(entry);
    }

    @Property(tries = 200)
    void whatIsWrittenAroundAnEntryIsWhatIsWrittenWithIt(
            @ForAll("entries") PresenceEntry entry, @ForAll Dialect dialect) {
        var publisher = entry.publisher();
        var now = Instant.parse("2026-01-02T03:04:05.678Z");
        var written = WRITER.writeEntry(entry, dialect);

        assertThat(WRITER.writePublish(publisher, 7, now, written, dialect))
                .isEqualTo(WRITER.write(new PresenceOperation.Publish(publisher, 7, now, entry), dialect));
    }

    /** Garbage reads, or ends in the one exception. */
    @Property(tries = 1000)
    void survivesAnything(@ForAll("garbage") String xml) {
        var content = XmlFragment.of(xml);
        try {
            READER.read(content);
        } catch (ProtocolException e) {
            assertThat(e.code().isPermanent()).isTrue();
        }
        assertThat(ServiceContent.transId(content).orElse(1)).isPositive();
    }

    @Provide
    Arbitrary<String> garbage() {
        var damaged = Combinators.combine(
                        operations(),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.strings().withChars("<>/='&;: \0\nat09Z").ofMaxLength(6))
                .as((operation, at, length, put) -> {
                    var xml = WRITER.write(operation, Dialect.APEX).xml();
                    int from = Math.min(at, xml.length());
                    return xml.substring(0, from) + put + xml.substring(Math.min(from + length, xml.length()));
                });
        return Arbitraries.oneOf(damaged, Arbitraries.strings());
    }

    @Provide
    Arbitrary<PresenceOperation> operations() {
        var transIds = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        var durations = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        var addresses = AddressProperties.addresses();
        Arbitrary<PresenceOperation> subscribe =
                Combinators.combine(addresses, transIds, durations).as(PresenceOperation.Subscribe::new);
        Arbitrary<PresenceOperation> watch =
                Combinators.combine(addresses, transIds, durations).as(PresenceOperation.Watch::new);
        Arbitrary<PresenceOperation> notify = Combinators.combine(
                        addresses, transIds, Arbitraries.of(Action.class), durations)
                .as(PresenceOperation.Notify::new);
        Arbitrary<PresenceOperation> publish =
                Combinators.combine(addresses, transIds, instants(), entries()).as(PresenceOperation.Publish::new);
        Arbitrary<PresenceOperation> terminate = durations.map(Terminate::new);
        Arbitrary<PresenceOperation> reply = Combinators.combine(
                        Arbitraries.integers().between(100, 999).map(ReplyCode::new), durations)
                .as((code, transId) -> new Reply(code, transId));
        return Arbitraries.oneOf(subscribe, watch, notify, publish, terminate, reply);
    }

    @Provide
    Arbitrary<PresenceEntry> entries() {
        var capabilities = Combinators.combine(Arbitraries.of("urn:x", "http://x/?a&b'"), texts())
                .as(Capability::new)
                .list()
                .ofMaxSize(3);
        var tuples = Combinators.combine(
                        Arbitraries.of("im:fred@example.com", "apex:fred/appl=im@example.com", "urn:\u00e9'<&"),
                        instants(),
                        Arbitraries.of("", "http://x/", "#y"),
                        capabilities)
                .as(PresenceTuple::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(
                        AddressProperties.addresses(), instants().optional(), Arbitraries.of("", "http://f/"), tuples)
                .as(PresenceEntry::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(30).map(chars -> chars + "<&>'\"\t\r\n]]>");
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_000_000_000L, 253_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
