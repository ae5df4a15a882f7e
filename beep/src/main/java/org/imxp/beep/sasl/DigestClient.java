package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** DIGEST-MD5 (RFC 2831) with {@code qop=auth}. */
final class DigestClient implements SaslClient {
    /** A challenge has to be shorter than 2048 octets (section 2.1.1). */
    private static final int MAX_DIGEST_CHALLENGE = 2047;

    private static final Pattern LIST = Pattern.compile("[\\s,]+");

    private sealed interface State {
        record Begun() implements State {}

        record Responded(String expectedProof) implements State {}

        record ServerProved() implements State {}
    }

    private final Login login;
    private final String cnonce;
    private State state = new State.Begun();

    /** Who logs in, and where. No record, so that the password is in no text. */
    static final class Login {
        private final String username;
        private final char[] password;
        private final String serverName;

        Login(String username, char[] password, String serverName) {
            this.username = username;
            this.password = password;
            this.serverName = serverName;
        }
    }

    DigestClient(Login login, String cnonce) {
        this.login = login;
        this.cnonce = cnonce;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.DIGEST_MD5.registeredName();
    }

    @Override
    public Optional<Octets> initialResponse() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
        return CompletableFuture.completedStage(
                switch (state) {
                    case State.Begun()
                    when complete ->
                        new SaslAbort("the server said complete before it proved that it knows the account");
                    case State.Begun() -> answer(challenge);
                    case State.Responded(var expected) -> verify(challenge, expected, complete);
                    case State.ServerProved() when complete && challenge.length == 0 -> new SaslVerified();
                    case State.ServerProved() -> new SaslAbort("the server went on after its proof");
                });
    }

    private SaslClientStep answer(byte[] challenge) {
        if (challenge.length > MAX_DIGEST_CHALLENGE) {
            return new SaslAbort("the challenge has " + challenge.length + " octets; fewer than 2048 are allowed");
        }
        var directives = check(Directives.parse(challenge));
        var isUtf8 = directives.isUtf8();
        if (!isUtf8 && !(isLatin(login.username) && isLatin(CharBuffer.wrap(login.password)))) {
            return new SaslAbort("the server knows ISO 8859-1 only, which cannot write the username or the password");
        }
        return respond(directives, isUtf8);
    }

    private SaslClientStep respond(Directives directives, boolean isUtf8) {
        var nonce = directives.once("nonce");
        var realm = realm(directives);
        var digestUri = DigestUri.of(login.serverName);
        var parameters = new DigestParameters(nonce, cnonce, digestUri, "");
        var secret = DigestArithmetic.secret(login.username, directives.text(realm), login.password);
        var username = new String(login.username.getBytes(isUtf8 ? UTF_8 : ISO_8859_1), ISO_8859_1);
        var text = (isUtf8 ? "charset=utf-8," : "")
                + "username=" + Directives.quote(username)
                + (directives.values("realm").isEmpty() ? "" : ",realm=" + Directives.quote(realm))
                + ",nonce=" + Directives.quote(nonce)
                + ",nc=" + DigestParameters.FIRST_COUNT
                + ",cnonce=" + Directives.quote(cnonce)
                + ",digest-uri=" + Directives.quote(digestUri)
                + ",response=" + DigestArithmetic.response(secret, parameters)
                + ",qop=auth";
        state = new State.Responded(DigestArithmetic.serverResponse(secret, parameters));
        return new SaslResponse(Octets.of(text.getBytes(ISO_8859_1)));
    }

    /** The realm that was asked for, where the server has it; else its first. */
    private String realm(Directives directives) {
        var realms = directives.values("realm");
        return realms.contains(login.serverName)
                ? login.serverName
                : realms.stream().findFirst().orElse("");
    }

    /** What section 2.1.1 makes a client abort on. */
    private static Directives check(Directives directives) {
        if (!directives.once("algorithm").equalsIgnoreCase("md5-sess")) {
            throw new SaslSyntaxException("directive algorithm is not md5-sess");
        }
        directives.once("nonce");
        directives.atMostOnce("stale");
        directives.atMostOnce("maxbuf");
        var qop = directives.atMostOnce("qop").orElse("auth");
        if (LIST.splitAsStream(qop).noneMatch("auth"::equalsIgnoreCase)) {
            throw new SaslSyntaxException("directive qop does not offer auth");
        }
        return directives;
    }

    private SaslClientStep verify(byte[] message, String expected, boolean complete) {
        var proof = Directives.parse(message).once("rspauth");
        if (!MessageDigest.isEqual(expected.getBytes(US_ASCII), proof.getBytes(ISO_8859_1))) {
            return new SaslAbort("the server does not know the account: its proof (rspauth) is wrong");
        }
        state = new State.ServerProved();
        return complete ? new SaslVerified() : new SaslResponse(Octets.EMPTY);
    }

    private static boolean isLatin(CharSequence text) {
        return text.chars().allMatch(c -> c <= 0xff);
    }
}
