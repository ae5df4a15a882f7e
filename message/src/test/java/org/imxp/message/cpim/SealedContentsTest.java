package org.imxp.message.cpim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed comes out of the mapping as it went in, both ways. */
class SealedContentsTest {
    private static final MessageReader READER = new MessageReader(MessageLimits.DEFAULT);
    private static final CpimReader CPIM = new CpimReader(MessageLimits.DEFAULT);

    /** What nobody may mend: trailing blanks, dashes, a folded field, no last line end, what is no UTF-8. */
    private static final byte[] OCTETS =
            "--b\r\nContent-Type: text/plain;\r\n\tcharset=x \r\n\r\n- a \t\r\n--b\r\n\r\n\u00FF\r\n--b-- \t"
                    .getBytes(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message/cpim",
                "Multipart/Signed; boundary=b; protocol=\"application/pgp-signature\"; micalg=pgp-sha512",
                "multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"",
                "application/pkcs7-mime; smime-type=enveloped-data",
                "application/x-pkcs7-mime; name=smime.p7m"
            })
    @Requirement({"CPIM-13", "CPIM-19"})
    void passesBothWaysOctetForOctet(String type) {
        var sealed = OpaqueContent.of(type, OCTETS);
        assertThat(SealedContents.isSealed(sealed)).isTrue();
        var message = new Message(
                List.of(HeaderField.of("from", "im:fred@example.com"), HeaderField.of("to", "im:wilma@example.com")),
                sealed);

        var cpim = CPIM.read(ByteBuffer.wrap(CpimMapping.toCpim(message).octets()));
        assertThat(cpim.content().body()).isEqualTo(ByteBuffer.wrap(OCTETS));
        assertThat(CpimMapping.toMessage(cpim, READER, Set.of())).isEqualTo(message);

        // From the other side, whose header is written in its own way.
        var foreign = "From: <im:wilma@example.com>\r\n\r\nX-Other: y\r\ncontent-type:\r\n " + type + "\r\n\r\n";
        var octets = new byte[foreign.length() + OCTETS.length];
        ByteBuffer.wrap(octets).put(foreign.getBytes(StandardCharsets.US_ASCII)).put(OCTETS);
        var came = CPIM.read(ByteBuffer.wrap(octets));
        assertThat(CpimMapping.toMessage(came, READER, Set.of()).content()).isEqualTo(sealed);
        assertThat(CpimMapping.toCpim(CpimMapping.toMessage(came, READER, Set.of()))
                        .content()
                        .body())
                .isEqualTo(ByteBuffer.wrap(OCTETS));
    }

    @Test
    void otherContentIsNotSealed() {
        assertThat(SealedContents.isSealed(TextContent.plain("multipart/signed")))
                .isFalse();
        assertThat(SealedContents.isSealed(new XmlContent("<presence/>", "application/pidf+xml", "")))
                .isFalse();
        assertThat(SealedContents.isSealed(OpaqueContent.of("multipart/mixed; boundary=b", OCTETS)))
                .isFalse();
    }
}
