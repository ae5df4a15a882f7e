package org.imxp.beep.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Each bound of channel management's XML, met and passed by one. */
@Requirement("BEEP-64")
class XmlBoundsTest {
    private static XmlNode read(String xml) {
        return XmlReader.read(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static void refused(String xml) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        fault -> assertThat(fault.code()).isEqualTo(500));
    }

    private static String nested(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining("", "<a", "/>"));
    }

    @Test
    void depth() {
        assertThat(read(nested(XmlReader.MAX_DEPTH))).isNotNull();
        refused(nested(XmlReader.MAX_DEPTH + 1));
    }

    @Test
    void attributesOfAnElement() {
        assertThat(read(attributes(XmlReader.MAX_ATTRIBUTES)).attributes()).hasSize(XmlReader.MAX_ATTRIBUTES);
        refused(attributes(XmlReader.MAX_ATTRIBUTES + 1));
    }

    @Test
    void childrenOfAnElement() {
        assertThat(read("<a>" + "<b/>".repeat(XmlReader.MAX_CHILDREN) + "</a>").children())
                .hasSize(XmlReader.MAX_CHILDREN);
        refused("<a>" + "<b/>".repeat(XmlReader.MAX_CHILDREN + 1) + "</a>");
    }

    @Test
    void serverName() {
        var start = "<start number='1' serverName='%s'><profile uri='a' /></start>";
        assertThat(ManagementReader.read(start.formatted("x".repeat(ManagementReader.MAX_SERVER_NAME))))
                .isNotNull();
        assertThatThrownBy(
                        () -> ManagementReader.read(start.formatted("x".repeat(ManagementReader.MAX_SERVER_NAME + 1))))
                .hasMessageContaining("1025 characters, allowed are 1024");
    }

    @Test
    void entitiesAreNeverExpanded() {
        refused("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        refused("<!DOCTYPE a [<!ENTITY b 'c'>]><a d='&b;'/>");
        refused("<a>&b;</a>");
        refused("<a b='&c;'/>");
        refused("<a/><a/>");
    }
}
