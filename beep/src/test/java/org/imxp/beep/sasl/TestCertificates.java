package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Certificates written octet by octet, so that their names can be as odd as an attacker's. Nobody has signed them. */
public final class TestCertificates {
    private static final byte[] ECDSA_WITH_SHA256 = der(0x30, hex("06082a8648ce3d040302"));
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] SUBJECT_ALT_NAME = hex("0603551d11");
    private static final byte[] PUBLIC_KEY = publicKey();

    private TestCertificates() {}

    /** A certificate with names of its subject: pairs of a kind, {@code rfc822}, {@code dns} or {@code uri}, and a name. */
    public static X509Certificate of(String... kindsAndNames) {
        return withCommonName("nobody reads this", kindsAndNames);
    }

    /** The same with a common name. */
    public static X509Certificate withCommonName(String commonName, String... kindsAndNames) {
        var names = new ByteArrayOutputStream();
        for (var i = 0; i < kindsAndNames.length; i += 2) {
            var tag = switch (kindsAndNames[i]) {
                case "rfc822" -> 0x81;
                case "dns" -> 0x82;
                case "uri" -> 0x86;
                case String other -> throw new IllegalArgumentException(other);
            };
            names.writeBytes(der(tag, kindsAndNames[i + 1].getBytes(ISO_8859_1)));
        }
        var extension = der(0x30, SUBJECT_ALT_NAME, der(0x04, der(0x30, names.toByteArray())));
        var extensions = kindsAndNames.length == 0 ? new byte[0] : der(0xa3, der(0x30, extension));
        var name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, commonName.getBytes(UTF_8)))));
        var validity = der(0x30, time("200101000000Z"), time("491231235959Z"));
        var toBeSigned = der(
                0x30,
                der(0xa0, hex("020102")),
                hex("020101"),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                PUBLIC_KEY,
                extensions);
        return parse(der(0x30, toBeSigned, ECDSA_WITH_SHA256, hex("030900300602010102010" + "1")));
    }

    private static X509Certificate parse(byte[] octets) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey() {
        try {
            return KeyPairGenerator.getInstance("EC")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] time(String text) {
        return der(0x17, text.getBytes(ISO_8859_1));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() < 0x80) {
            all.write(content.size());
        } else {
            all.write(0x82);
            all.write(content.size() >> 8);
            all.write(content.size());
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
