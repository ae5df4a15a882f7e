package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imxp.message.Wire.element;
import static org.imxp.message.Wire.entity;
import static org.imxp.message.Wire.octets;
import static org.imxp.message.Wire.refused;

import org.junit.jupiter.api.Test;

/** Each bound holds what it says and refuses one more. */
class MessageLimitsTest {
    private static final String CONTENT = "<Content Name='C'>text</Content>";
    private static final Message TEXT = Message.text("text");

    @Test
    void boundsTheOctets() {
        String element = element(CONTENT);
        assertThat(reader(MessageLimits.DEFAULT.withOctets(element.length())).readElement(element))
                .isEqualTo(TEXT);
        MessageReader smaller = reader(MessageLimits.DEFAULT.withOctets(element.length() - 1));
        refused(501, "at most " + (element.length() - 1), () -> smaller.readElement(element));
        String entity = entity("\r\ntext");
        assertThat(reader(MessageLimits.DEFAULT.withOctets(entity.length())).readEntity(octets(entity)))
                .isEqualTo(TEXT);
        MessageReader tooSmall = reader(MessageLimits.DEFAULT.withOctets(entity.length() - 1));
        refused(501, "at most " + (entity.length() - 1), () -> tooSmall.readEntity(octets(entity)));
    }

    @Test
    void textThatIsTooLongStaysOctets() {
        var part = MimeEntity.read(octets("Content-Type: text/plain\r\n\r\ntext"), MessageLimits.DEFAULT);
        assertThat(reader(MessageLimits.DEFAULT.withTextOctets(4)).content(part))
                .isEqualTo(TextContent.plain("text"));
        assertThat(reader(MessageLimits.DEFAULT.withTextOctets(3)).content(part))
                .isEqualTo(OpaqueContent.of("text/plain", new byte[] {'t', 'e', 'x', 't'}));
    }

    @Test
    void boundsTheOctetsOfTheHeaderPart() {
        String entity = entity("\r\ntext");
        refused(
                501,
                "The header has",
                () -> reader(MessageLimits.DEFAULT.withTextOctets(40)).readEntity(octets(entity)));
    }

    @Test
    void boundsTheHeaderFields() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withHeaderFields(2, 10));
        String field = "<comments>c</comments>";
        assertThat(reader.readElement(element(field + field + CONTENT)).header())
                .hasSize(2);
        refused(501, "more than 2 header", () -> reader.readElement(element(field + field + field + CONTENT)));
    }

    @Test
    void boundsTheCharactersOfAField() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withHeaderFields(2, 10));
        assertThat(reader.readElement(element("<subject>0123<!---->456789</subject>" + CONTENT))
                        .subject())
                .contains("0123456789");
        refused(
                501,
                "more than 10",
                () -> reader.readElement(element("<subject>0123<!---->456789a</subject>" + CONTENT)));
        refused(501, "more than 10", () -> reader.readElement(element("<content-x>0123456789a</content-x>" + CONTENT)));
    }

    @Test
    void boundsTheAttributes() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withAttributes(2, 30));
        assertThat(reader.readElement(element("<Content Name='C' a=''>text</Content>")))
                .isEqualTo(TEXT);
        refused(500, "ttribute", () -> reader.readElement(element("<Content Name='C' a='' b=''>text</Content>")));
    }

    @Test
    void boundsTheCharactersOfAnAttribute() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withAttributes(2, 30));
        String longest = "a".repeat(30);
        assertThat(reader.readElement(element("<Content Name='C' a='" + longest + "'>text</Content>")))
                .isEqualTo(TEXT);
        refused(
                500,
                "ttribute",
                () -> reader.readElement(element("<Content Name='C' a='" + longest + "b'>text</Content>")));
    }

    @Test
    void boundsTheParts() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withParts(2));
        assertThat(reader.readEntity(octets(entity("\r\ntext")))).isEqualTo(TEXT);
        refused(501, "more than 2 parts", () -> reader.readEntity(octets(entity("\r\ntext\r\n--b\r\n\r\nthree"))));
    }

    @Test
    void boundsTheHeaderOfAPart() {
        MessageReader reader = reader(MessageLimits.DEFAULT.withPartHeaderOctets(200));
        int rest = 200 - "Content-ID: <2>\r\nX: \r\n\r\n".length();
        assertThat(reader.readEntity(octets(entity("X: " + "y".repeat(rest) + "\r\n\r\ntext"))))
                .isEqualTo(TEXT);
        refused(
                501,
                "longer than 200",
                () -> reader.readEntity(octets(entity("X: " + "y".repeat(rest + 1) + "\r\n\r\ntext"))));
    }

    @Test
    void refusesBoundsBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLimits.DEFAULT.withParts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLimits.DEFAULT.withOctets(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLimits.DEFAULT.withAttributes(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLimits.DEFAULT.withNesting(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLimits.DEFAULT.withNesting(1, 0));
    }

    private static MessageReader reader(MessageLimits limits) {
        return new MessageReader(limits);
    }
}
