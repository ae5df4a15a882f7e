package org.imxp.system.raw;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** DIGEST-MD5 with qop auth (RFC 2831 section 2.1). Names and passwords are US-ASCII here. */
final class Digest {
    private static final Pattern DIRECTIVE =
            Pattern.compile("(?<name>[a-z-]+)=(\"(?<quoted>[^\"]*)\"|(?<token>[^,]*))");
    private static final String COUNT = "00000001";

    private final String user;
    private final String password;
    private final String clientNonce;
    private String expected = "";

    Digest(String user, String password) {
        this.user = user;
        this.password = password;
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        clientNonce = HexFormat.of().formatHex(random);
    }

    String answer(String challenge) {
        if (!value(challenge, "algorithm").equals("md5-sess")
                || !value(challenge, "charset").equals("utf-8")) {
            throw new IllegalStateException("algorithm md5-sess and charset utf-8 are required: " + challenge);
        }
        var realm = value(challenge, "realm");
        var nonce = value(challenge, "nonce");
        var uri = "beep/" + realm;
        var secret = hex(md5(user + ":" + realm + ":" + password) + ":" + nonce + ":" + clientNonce);
        var middle = ":" + nonce + ":" + COUNT + ":" + clientNonce + ":auth:";
        expected = "rspauth=" + hex(secret + middle + hex(":" + uri));
        var response = hex(secret + middle + hex("AUTHENTICATE:" + uri));
        return "charset=utf-8,username=\"%s\",realm=\"%s\",nonce=\"%s\",nc=%s,cnonce=\"%s\",digest-uri=\"%s\",response=%s,qop=auth"
                .formatted(user, realm, nonce, COUNT, clientNonce, uri, response);
    }

    boolean verifies(String last) {
        return !expected.isEmpty() && last.equals(expected);
    }

    /** A directive of which there must be one. */
    private static String value(String challenge, String name) {
        var found = DIRECTIVE
                .matcher(challenge)
                .results()
                .filter(match -> match.group("name").equals(name))
                .map(match -> match.group("quoted") == null ? match.group("token") : match.group("quoted"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " directives " + name + ": " + challenge);
        }
        return found.getFirst();
    }

    private static String hex(String octets) {
        return HexFormat.of().formatHex(Octets.bytes(md5(octets)));
    }

    private static String md5(String octets) {
        try {
            return Octets.of(MessageDigest.getInstance("MD5").digest(Octets.bytes(octets)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
