package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.protocol.ContactOperation.Verdict;
import org.imxp.testkit.Requirement;

final class ContactProperties {
    private static final ContactReader READER = new ContactReader(ProtocolLimits.defaults());
    private static final ContactWriter WRITER = new ContactWriter();

    @Property(tries = 500)
    @Requirement("WIRE-13")
    void whatIsWrittenReadsBack(@ForAll("operations") ContactOperation operation, @ForAll Dialect dialect) {
        var written = WRITER.write(operation, dialect);

        assertThat(READER.read(written)).isEqualTo(operation);
        assertThat(ServiceContent.transId(written)).hasValue(operation.transId());
    }

    @Property(tries = 1000)
    void whatIsDamagedIsReadOrRefused(
            @ForAll("operations") ContactOperation operation, @ForAll int where, @ForAll("damage") String damage) {
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
        return Arbitraries.of("", "<", ">", "'", " ", "&", "0", "*", "@", ":", "%41", "<x/>", "\u0000", "\n", "\u202e");
    }

    @Provide
    Arbitrary<ContactOperation> operations() {
        var transIds = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<ContactOperation> get = Combinators.combine(
                        transIds, people(), Arbitraries.of(Kind.class), people().optional(0.5))
                .as(ContactOperation.Get::new);
        Arbitrary<ContactOperation> contacts = Combinators.combine(
                        transIds, people(), entries().list().ofMaxSize(3), people().optional(0.5))
                .as((transId, owner, some, next) ->
                        new ContactOperation.Page(transId, owner, Kind.CONTACTS, some, List.of(), next));
        Arbitrary<ContactOperation> pending = Combinators.combine(
                        transIds, people(), states().list().ofMaxSize(3), people().optional(0.5))
                .as((transId, owner, some, next) ->
                        new ContactOperation.Page(transId, owner, Kind.ASKED, List.of(), some, next));
        Arbitrary<ContactOperation> put =
                Combinators.combine(transIds, people(), entries()).as(ContactOperation.Put::new);
        Arbitrary<ContactOperation> remove =
                Combinators.combine(transIds, people(), people()).as(ContactOperation.Remove::new);
        Arbitrary<ContactOperation> ask =
                Combinators.combine(transIds, requests()).as(ContactOperation.Ask::new);
        Arbitrary<ContactOperation> tell =
                Combinators.combine(transIds, states()).as(ContactOperation.Tell::new);
        Arbitrary<ContactOperation> answer = Combinators.combine(
                        transIds,
                        people(),
                        people(),
                        Arbitraries.of(Verdict.class),
                        actions().optional(0.5),
                        texts())
                .as(ContactOperation.Answer::new);
        Arbitrary<ContactOperation> accepted =
                Combinators.combine(transIds, people(), people(), actions()).as(ContactOperation.Accepted::new);
        Arbitrary<ContactOperation> reply = Combinators.combine(
                        Arbitraries.integers().between(100, 999), transIds)
                .as((code, transId) -> new Reply(new ReplyCode(code), transId, new Diagnostic("en", "<why>")));
        return Arbitraries.oneOf(get, contacts, pending, put, remove, ask, tell, answer, accepted, reply);
    }

    private static Arbitrary<ContactState> states() {
        return Combinators.combine(
                        requests(),
                        Arbitraries.of(ContactState.State.class),
                        times(),
                        times(),
                        actions().optional(0.5),
                        Arbitraries.integers()
                                .between(100, 999)
                                .map(ReplyCode::new)
                                .optional(0.3))
                .as(ContactState::new);
    }

    private static Arbitrary<ContactRequest> requests() {
        return Combinators.combine(people(), actions(), actions().optional(0.7), texts(), Arbitraries.of("x", "fred/z"))
                .as((to, wants, grants, note, local) ->
                        new ContactRequest(new Address(local, Domain.parse("asks.example")), to, wants, grants, note));
    }

    private static Arbitrary<ContactEntry> entries() {
        return Combinators.combine(people(), texts(), times().optional(0.7)).as(ContactEntry::new);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(-62_167_219_200_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("", "Fred, from the quarry", "<'\"&>", "\u00e9\ud83d\ude00 \u4e2d\u6587", "a  b");
    }

    private static Arbitrary<Address> people() {
        return AddressProperties.addresses().filter(address -> !address.isService());
    }

    private static Arbitrary<Actions> actions() {
        return Arbitraries.of(
                Actions.of("core:data"),
                Actions.of("presence:subscribe"),
                Actions.of("core:data", "presence:subscribe"),
                Actions.of("presence:subscribe", "core:data"));
    }
}
