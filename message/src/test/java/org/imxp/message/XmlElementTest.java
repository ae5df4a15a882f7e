package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.refused;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small documents as values: written and read, bounded, and never anything but a fault. */
class XmlElementTest {
    private static XmlElement read(String xml) {
        return XmlElement.read(xml, MessageLimits.DEFAULT);
    }

    @Test
    void readsNamespacesAttributesAndMixedContent() {
        var root = read("<?xml version='1.0'?><!-- c --><p:a xmlns:p='urn:a' b='1' p:c='2' xml:lang='en'>"
                + "x<![CDATA[<y>]]><p:d/><e xmlns='urn:e'>z</e>&amp;</p:a>");
        assertThat(root.is("urn:a", "a")).isTrue();
        assertThat(root.attribute("b")).contains("1");
        assertThat(root.attribute("urn:a", "c")).contains("2");
        assertThat(root.attribute("c")).isEmpty();
        assertThat(root.children()).hasSize(2);
        assertThat(root.child("d")).isPresent();
        assertThat(root.child("e")).isEmpty();
        assertThat(root.text()).isEqualTo("x<y>&");
        assertThat(read(root.document())).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a>",
                "<a/><b/>",
                "<a>&b;</a>",
                "<!DOCTYPE a><a/>",
                "<p:a/>",
                "<a b='1' b='2'/>",
                "<a>\u0001</a>"
            })
    void refusesWhatIsNotWellFormed(String xml) {
        refused(500, "XML", () -> read(xml));
    }

    @Test
    void refusesWhatXmlCannotCarry() {
        refused(501, "not an XML name", () -> XmlElement.of("", "a b", ""));
        refused(501, "does not allow", () -> XmlElement.of("", "a", "\u0000"));
        refused(501, "does not allow", () -> XmlElement.of("", "a", "").with("b", "\uFFFF"));
    }

    @Test
    void refusesTwoOfWhatIsOne() {
        refused(501, "more than one", () -> read("<a><b/><b/></a>").child("b"));
    }

    @Test
    void boundsTheLevels() {
        var limits = MessageLimits.DEFAULT.withNesting(3, 100);
        assertThat(XmlElement.read("<a><b><c/></b></a>", limits).name()).isEqualTo("a");
        refused(501, "more than 3 deep", () -> XmlElement.read("<a><b><c><d/></c></b></a>", limits));
    }

    @Test
    void boundsTheElements() {
        var limits = MessageLimits.DEFAULT.withNesting(3, 3);
        assertThat(XmlElement.read("<a><b/><c/></a>", limits).children()).hasSize(2);
        refused(501, "more than 3 elements", () -> XmlElement.read("<a><b/><c/><d/></a>", limits));
    }

    @Test
    void boundsTheCharacters() {
        var limits = MessageLimits.DEFAULT.withOctets(4);
        assertThat(XmlElement.read("<a/>", limits).name()).isEqualTo("a");
        refused(501, "at most 4", () -> XmlElement.read("<a />", limits));
    }

    @Test
    void boundsTheAttributes() {
        var limits = MessageLimits.DEFAULT.withAttributes(1, 10);
        assertThat(XmlElement.read("<a b='0123456789'/>", limits).attributes()).hasSize(1);
        refused(500, "ttribute", () -> XmlElement.read("<a b='' c=''/>", limits));
        refused(500, "ttribute", () -> XmlElement.read("<a b='01234567890'/>", limits));
    }

    @Property
    void isReadAsItWasWritten(@ForAll("elements") XmlElement element) {
        assertThat(read(element.document())).isEqualTo(element);
    }

    @Property
    void anyTextIsAnElementOrAFault(@ForAll @StringLength(max = 200) String text) {
        for (var xml : List.of(text, "<a>" + text + "</a>", "<a b='" + text + "'/>")) {
            try {
                assertThat(read(xml).name()).isNotEmpty();
            } catch (MessageFault fault) {
                assertThat(fault.sentence()).hasSizeLessThan(1000);
            }
        }
    }

    @Provide
    Arbitrary<XmlElement> elements() {
        return element(3);
    }

    private static Arbitrary<XmlElement> element(int levels) {
        var namespace = Arbitraries.of("", "urn:a", "urn:<&'\">");
        var name = Arbitraries.of("a", "b-1.", "\u00FCber");
        Arbitrary<List<XmlElement.Attribute>> attributes = Arbitraries.of(
                List.<XmlElement.Attribute>of(),
                List.of(new XmlElement.Attribute("", "x", "<&'\"\t\n\r>")),
                List.of(
                        new XmlElement.Attribute("urn:a", "x", "1"),
                        new XmlElement.Attribute("urn:b", "x", "2"),
                        new XmlElement.Attribute("http://www.w3.org/XML/1998/namespace", "lang", "en")));
        Arbitrary<List<XmlNode>> text = Samples.xmlText()
                .map(characters -> characters.isEmpty() ? List.of() : List.of(new XmlNode.Text(characters)));
        Arbitrary<List<XmlNode>> content = levels == 0
                ? text
                : Arbitraries.oneOf(
                        text, element(levels - 1).list().ofMaxSize(3).map(List::<XmlNode>copyOf));
        return Combinators.combine(namespace, name, attributes, content).as(XmlElement::new);
    }
}
