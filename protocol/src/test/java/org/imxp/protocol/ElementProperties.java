package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.testkit.Requirement;

final class ElementProperties {
    private static final ElementReader READER = new ElementReader(ProtocolLimits.defaults());
    private static final ElementWriter WRITER = new ElementWriter();

    @Property(tries = 500)
    @Requirement({"CORE-12", "CORE-28", "WIRE-13"})
    void whatIsWrittenReadsBackInTheSameDialect(@ForAll("elements") Element element, @ForAll Dialect dialect) {
        var xml = WRITER.write(element, dialect);

        assertThat(READER.read(xml, dialect)).isEqualTo(element);
        assertThat(WRITER.write(READER.read(xml, dialect), dialect)).isEqualTo(xml);
    }

    @Property(tries = 500)
    @Requirement("WIRE-14")
    void whatIsWrittenReadsBackInTheOtherDialect(@ForAll("elements") Element element, @ForAll Dialect dialect) {
        assertThat(READER.read(WRITER.write(element, dialect), dialect.other())).isEqualTo(element);
    }

    @Property(tries = 300)
    void payloadsReadBack(@ForAll("elements") Element element, @ForAll Dialect dialect) {
        if (element instanceof Data data && data.content().startsWith("cid:")) {
            return;
        }
        var octets = Examples.text(new PayloadWriter().write(Payload.of(element), dialect));
        var read = new PayloadReader(ProtocolLimits.defaults()).read(octets.getBytes(StandardCharsets.UTF_8), dialect);

        assertThat(read.element()).isEqualTo(element);
    }

    @Provide
    Arbitrary<Element> elements() {
        return Arbitraries.oneOf(data(), attach(), bind(), terminate(), error(), Arbitraries.just(new Ok()));
    }

    private static Arbitrary<Integer> transIds() {
        return Arbitraries.integers().between(1, Integer.MAX_VALUE);
    }

    private static Arbitrary<Diagnostic> diagnostics() {
        var text = Arbitraries.strings().ofMaxLength(30).map(chars -> chars + "<&>'\"\t\r\n]]>");
        return Combinators.combine(Arbitraries.of("", "en", "de-CH-1996"), text).as(Diagnostic::new);
    }

    private static Arbitrary<XmlFragment> fragments() {
        var xml = Arbitraries.of("", "text", "<a/>", "\r\n<x:a b='&#10;'/>\n", "<![CDATA[]]>\ud83d\ude00", "<!--c-->");
        return xml.map(characters -> characters.isEmpty()
                ? XmlFragment.EMPTY
                : new XmlFragment(characters, Map.of("x", "urn:x\t'&<", "", "urn:default")));
    }

    private static Arbitrary<List<Option>> options() {
        Arbitrary<OptionName> names = Arbitraries.of(
                new InternalOption("statusRequest"), new InternalOption("-1.\u00e9"), new ExternalOption("urn:a#b'&"));
        return Combinators.combine(
                        names,
                        Arbitraries.of(TargetHop.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 1, Integer.MAX_VALUE),
                        Arbitraries.of("en", "de-CH", "i-default").list().ofMaxSize(3),
                        fragments())
                .as(Option::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Element> attach() {
        return Combinators.combine(AddressProperties.addresses(), transIds(), options())
                .as(Attach::new);
    }

    private static Arbitrary<Element> bind() {
        return Combinators.combine(AddressProperties.addresses().map(Address::domain), transIds(), options())
                .as(Bind::new);
    }

    private static Arbitrary<Element> terminate() {
        return Combinators.combine(Arbitraries.of(0, 1, Integer.MAX_VALUE), codes(), diagnostics())
                .as(Terminate::new);
    }

    private static Arbitrary<Element> error() {
        return Combinators.combine(codes(), diagnostics()).as((code, words) -> new ErrorReply(code, words));
    }

    private static Arbitrary<ReplyCode> codes() {
        return Arbitraries.integers().between(100, 999).map(ReplyCode::new);
    }

    private static Arbitrary<Element> data() {
        var originator =
                Combinators.combine(AddressProperties.addresses(), options()).as(Originator::new);
        var recipients = Combinators.combine(AddressProperties.addresses(), options())
                .as(Recipient::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        var content = Combinators.combine(
                        Arbitraries.of("Content", "_\u00e9"),
                        fragments(),
                        Arbitraries.of(
                                Map.<String, String>of(), Map.of("xml:lang", "en"), Map.of("xml:space", "preserve")))
                .as(DataContent::new);
        Arbitrary<Element> inline = Combinators.combine(originator, recipients, options(), content)
                .as((from, to, options, xml) -> new Data("#" + xml.name(), from, to, options, xml));
        Arbitrary<Element> elsewhere = Combinators.combine(
                        Arbitraries.of("cid:1@example.com", "http://example.com/?a&b'#c"),
                        originator,
                        recipients,
                        options())
                .as((uri, from, to, options) -> new Data(uri, from, to, options, DataContent.NONE));
        return Arbitraries.oneOf(inline, elsewhere);
    }
}
