package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.imxp.message.Wire.READER;
import static org.imxp.message.Wire.element;
import static org.imxp.message.Wire.readElement;
import static org.imxp.message.Wire.refused;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a Message element, with the code and the words of the refusal. */
@Requirement("MSG-22")
class ElementFaultsTest {
    private static final String CONTENT = "<Content Name='C'>text</Content>";

    @Test
    @Requirement("MSG-1")
    void refusesAnotherRoot() {
        refused(501, "'message'", () -> READER.readElement("<message xmlns='URN:IANA:message:rfc822:' content='#C'/>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:iana:message:rfc822:", "URN:IANA:message:rfc822", ""})
    @Requirement({"MSG-1", "SEED-21"})
    void refusesAnotherNamespace(String namespace) {
        refused(
                501,
                "URN:IANA:message:rfc822:",
                () -> READER.readElement(element(CONTENT).replace("URN:IANA:message:rfc822:", namespace)));
    }

    @Test
    @Requirement("MSG-1")
    void refusesAMessageWithoutContentReference() {
        refused(501, "no 'content' attribute", () -> READER.readElement("<Message xmlns='URN:IANA:message:rfc822:'/>"));
    }

    @Test
    @Requirement("MSG-1")
    void refusesAContentReferenceInANamespace() {
        refused(
                501,
                "no 'content' attribute",
                () -> READER.readElement("<m:Message xmlns:m='URN:IANA:message:rfc822:' m:content='#C'/>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#D", "#c", "#", "", "cid:2@example.com", "http://example.com/", "#%zz", "#%ff"})
    @Requirement("MSG-5")
    void refusesAContentReferenceThatLeadsNowhere(String reference) {
        refused(501, "leads nowhere", () -> READER.readElement(element(CONTENT).replace("#C", reference)));
    }

    @Test
    @Requirement("MSG-5")
    void refusesAFragmentWithoutContent() {
        refused(501, "leads nowhere", () -> readElement(""));
    }

    @Test
    @Requirement({"MSG-1", "SEED-22"})
    void refusesAHeaderElementAfterContent() {
        refused(501, "'subject'", () -> readElement(CONTENT + "<subject>late</subject>"));
    }

    @Test
    @Requirement({"MSG-1", "SEED-22"})
    void refusesASecondContent() {
        refused(501, "'Content'", () -> readElement(CONTENT + CONTENT));
    }

    @Test
    void refusesAChildWithinAHeaderElement() {
        refused(501, "'b'", () -> readElement("<subject>a <b>bold</b> one</subject>" + CONTENT));
    }

    @Test
    @Requirement("MSG-15")
    void refusesAChildWithinContent() {
        refused(501, "only text", () -> readElement("<Content Name='C' type='application/xml'><a/></Content>"));
    }

    @Test
    void refusesTextBetweenTheChildren() {
        refused(501, "'stray'", () -> readElement("stray" + CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "sender", "message-id"})
    void refusesARepeatOfWhatMayOccurOnce(String name) {
        String field = "<" + name + ">x</" + name + ">";
        refused(501, "'" + name + "'", () -> readElement(field + field + CONTENT));
    }

    @Test
    @Requirement("SEED-20")
    void refusesUpperCaseNames() {
        refused(501, "upper-case", () -> readElement("<Subject>x</Subject>" + CONTENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Message>",
                "<!DOCTYPE Message [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>",
                "<!DOCTYPE Message SYSTEM 'file:///etc/hostname'>"
            })
    @Requirement("MSG-10")
    void refusesADoctype(String doctype) {
        refused(500, "DOCTYPE", () -> READER.readElement(doctype + element(CONTENT)));
    }

    @Test
    @Requirement("MSG-10")
    void refusesADeclarationInTheInlineForm() {
        refused(500, "declaration", () -> READER.readElement("<?xml version='1.0'?>" + element(CONTENT)));
    }

    @Test
    void refusesXmlOtherThan10() {
        String part = Wire.crlf("Content-Type: message/rfc822+xml\n\n<?xml version='1.1'?>") + element(CONTENT);
        refused(501, "1.1", () -> Wire.readEntity(part));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "text",
                "<M",
                "<M c></N>",
                "<M c/><M c/>",
                "<M c>&#0;</M>",
                "<p:M c/>",
                "<M c b='1' b='2'/>",
                "<M c/>x",
                "<M c>\u0001</M>",
                "<M c><a>]]></a></M>",
                "<M c><a></M>",
                "<M c><!-- -- --></M>"
            })
    void refusesWhatIsNotWellFormed(String xml) {
        String element = xml.replace("<M c", "<Message xmlns='URN:IANA:message:rfc822:' content='#C'")
                .replace("M>", "Message>");
        refused(500, "not well-formed", () -> READER.readElement(element));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<subject>&nbsp;</subject>", "<subject a='&nbsp;'/>"})
    void refusesEntitiesThatXmlDoesNotDefine(String child) {
        refused(500, "nbsp", () -> readElement(child + CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream", "multipart/mixed"})
    @Requirement("MSG-16")
    void refusesOtherTypesThanTextAndXmlWithin(String type) {
        refused(501, type, () -> readElement("<Content Name='C' type='" + type + "'>text</Content>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16"})
    @Requirement({"MSG-16", "SEED-27"})
    void refusesOtherCharsetsWithin(String charset) {
        refused(
                501,
                charset,
                () -> readElement("<Content Name='C' type='text/plain;charset=" + charset + "'>x</Content>"));
    }

    @Test
    void refusesATypeThatIsNone() {
        refused(501, "'text'", () -> readElement("<Content Name='C' type='text'>x</Content>"));
    }

    @Test
    void quotesLittleOfWhatIsNotWellFormed() {
        String name = "n".repeat(10_000);
        assertThat(catchThrowableOfType(MessageFault.class, () -> readElement("<" + name + "></" + name + "n>"))
                        .sentence())
                .hasSizeLessThan(400);
    }

    @Test
    void manyNamespacesCostNoMoreThanTheirNumber() {
        StringBuilder declarations = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            declarations.append(" xmlns:n").append(i).append("='u'");
        }
        refused(500, "not well-formed", () -> readElement("<subject" + declarations + "/>" + CONTENT));
    }
}
