package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.testkit.Requirement;

final class AccessProperties {
    private static final AccessReader READER = new AccessReader(ProtocolLimits.defaults());
    private static final AccessWriter WRITER = new AccessWriter();

    @Property(tries = 500)
    @Requirement({"ACC-5", "ACC-21", "WIRE-13"})
    void whatIsWrittenReadsBack(@ForAll("operations") AccessOperation operation, @ForAll Dialect dialect) {
        var written = WRITER.write(operation, dialect);

        assertThat(READER.read(written)).isEqualTo(operation);
        assertThat(ServiceContent.transId(written)).hasValue(operation.transId());
    }

    @Property(tries = 1000)
    void whatIsDamagedIsReadOrRefused(
            @ForAll("operations") AccessOperation operation, @ForAll int where, @ForAll("damage") String damage) {
        var xml = WRITER.write(operation, Dialect.APEX).xml();
        int at = Math.floorMod(where, xml.length());
        var damaged = XmlFragment.of(xml.substring(0, at) + damage + xml.substring(at + 1));
        try {
            var read = READER.read(damaged);
            assertThat(READER.read(WRITER.write(read, Dialect.APEX))).isEqualTo(read);
        } catch (ProtocolException e) {
            assertThat(e).message().isNotBlank();
            assertThat(e.code().isPermanent()).isTrue();
        }
        var _ = ServiceContent.transId(damaged);
    }

    @Provide
    Arbitrary<String> damage() {
        return Arbitraries.of("", "<", ">", "'", " ", "&", "0", "*", "\\", "@", ":", "%41", "<x/>", "\u0000");
    }

    @Provide
    Arbitrary<AccessOperation> operations() {
        var transIds = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<AccessOperation> query = Combinators.combine(
                        transIds, AddressProperties.addresses(), AddressProperties.addresses(), actions())
                .as(AccessOperation.Query::new);
        Arbitrary<AccessOperation> get = Combinators.combine(transIds, AddressProperties.addresses(), actors())
                .as(AccessOperation.Get::new);
        Arbitrary<AccessOperation> set =
                Combinators.combine(transIds, entries()).as(AccessOperation.Set::new);
        Arbitrary<AccessOperation> reply = Combinators.combine(
                        Arbitraries.integers().between(100, 999), transIds)
                .as((code, transId) -> new Reply(new ReplyCode(code), transId, new Diagnostic("en", "<why>")));
        return Arbitraries.oneOf(
                query,
                get,
                set,
                reply,
                transIds.map(AccessOperation.Allow::new),
                transIds.map(AccessOperation.Deny::new));
    }

    private static Arbitrary<AccessEntry> entries() {
        var times = Arbitraries.longs()
                .between(-62_167_219_200_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        AddressProperties.addresses(), actors(), actions().optional(0.7), times.optional(0.7))
                .as(AccessEntry::new);
    }

    private static Arbitrary<ActorPattern> actors() {
        return Arbitraries.oneOf(
                AddressProperties.addresses().map(ActorPattern::exactly),
                AddressProperties.addresses().map(address -> ActorPattern.servicesOf(address.domain())),
                Arbitraries.of("*@*", "fred/*@*.example.com", "apex=*@*", "apex=x/*@[10.0.0.1]", "a\\\\\\*/*@a")
                        .map(ActorPattern::parse));
    }

    private static Arbitrary<Actions> actions() {
        return Arbitraries.of("all:all", "all:none", "core:data", "presence:view.family", "x-1:y_2")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(Actions::new);
    }
}
