package org.imxp.beep.interop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The client's side of DIGEST-MD5 with qop auth (RFC 2831 section 2.1), for names and passwords in US-ASCII. */
public final class DigestByHand {
    private static final String CLIENT_NONCE = "OA6MHXh6VqTrRk";
    private static final String COUNT = "00000001";

    private final String user;
    private final String password;
    private final String uri;
    private String expected = "";

    /**
     * Makes the client.
     *
     * @param uri the digest-uri, such as {@code beep/example.com}
     */
    public DigestByHand(String user, String password, String uri) {
        this.user = user;
        this.password = password;
        this.uri = uri;
    }

    /** The response to a challenge. */
    public String answer(String challenge) {
        var realm = value(challenge, "realm");
        var nonce = value(challenge, "nonce");
        FrameWire.expect(value(challenge, "algorithm").equals("md5-sess"), challenge);
        var secret = hex(join(md5(octets(user + ":" + realm + ":" + password)), ":" + nonce + ":" + CLIENT_NONCE));
        var middle = ":" + nonce + ":" + COUNT + ":" + CLIENT_NONCE + ":auth:";
        expected = "rspauth=" + hex(octets(secret + middle + hex(octets(":" + uri))));
        var response = hex(octets(secret + middle + hex(octets("AUTHENTICATE:" + uri))));
        return ("charset=utf-8,username=\"%s\",realm=\"%s\",nonce=\"%s\",nc=%s,cnonce=\"%s\",digest-uri=\"%s\","
                        + "response=%s,qop=auth")
                .formatted(user, realm, nonce, COUNT, CLIENT_NONCE, uri, response);
    }

    boolean isProvedBy(String last) {
        return last.equals(expected);
    }

    private static String value(String challenge, String name) {
        var directive = Pattern.compile("(?:^|,)" + name + "=\"?([^\",]*)").matcher(challenge);
        FrameWire.expect(directive.find(), "no directive " + name + ": " + challenge);
        return directive.group(1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] first, String second) {
        var both = java.util.Arrays.copyOf(first, first.length + second.length());
        System.arraycopy(octets(second), 0, both, first.length, second.length());
        return both;
    }

    private static String hex(byte[] of) {
        return HexFormat.of().formatHex(md5(of));
    }

    private static byte[] md5(byte[] of) {
        try {
            return MessageDigest.getInstance("MD5").digest(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
