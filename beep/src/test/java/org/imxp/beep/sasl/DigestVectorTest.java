package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class DigestVectorTest {
    @Test
    @Requirement("BEEP-69")
    void computesTheExampleOfRfc2831Section4() {
        var secret = DigestArithmetic.secret("chris", "elwood.innosoft.com", "secret".toCharArray());
        var parameters = new DigestParameters("OA6MG9tEQGm2hh", "OA6MHXh6VqTrRk", "imap/elwood.innosoft.com", "");
        assertThat(DigestArithmetic.response(secret, parameters)).isEqualTo("d388dad90d4bbd760a152321f2143af7");
        assertThat(DigestArithmetic.serverResponse(secret, parameters)).isEqualTo("ea40f60335c427b5527b84dbabcdfffd");
    }

    @Test
    @Requirement("BEEP-67")
    void hashesLatinTextInIso88591AndTheRestInUtf8() throws NoSuchAlgorithmException {
        var latin = DigestArithmetic.secret("j\u00fcrgen", "r", "\u20ac".toCharArray());
        var md5 = MessageDigest.getInstance("MD5");
        md5.update("j\u00fcrgen".getBytes(ISO_8859_1));
        md5.update(":r:".getBytes(UTF_8));
        md5.update("\u20ac".getBytes(UTF_8));
        assertThat(latin).isEqualTo(Octets.of(md5.digest()));
    }
}
