package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** DIGEST-MD5 (RFC 2831) with {@code qop=auth} and without subsequent authentication. */
final class DigestServer implements SaslServer {
    private final Attempt attempt;
    private final String nonce;
    private boolean challenged;

    DigestServer(Attempt attempt, String nonce) {
        this.attempt = attempt;
        this.nonce = nonce;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.DIGEST_MD5.registeredName();
    }

    /** The first message is not looked at: a response to an earlier nonce gets a fresh challenge (RFC 2831 section 2.2.1). */
    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        if (!challenged) {
            challenged = true;
            return CompletableFuture.completedStage(new SaslChallenge(Octets.ofText(challenge())));
        }
        var directives = Directives.parse(message);
        directives.atMostOnce("maxbuf");
        return check(directives, directives.text(directives.once("username")));
    }

    private String challenge() {
        var realm = Directives.quote(attempt.context().serverName());
        return "realm=" + realm + ",nonce=" + Directives.quote(nonce)
                + ",qop=\"auth\",charset=utf-8,algorithm=md5-sess";
    }

    private CompletionStage<SaslStep> check(Directives directives, String username) {
        var cnonce = directives.once("cnonce");
        var digestUri = directives.once("digest-uri");
        var authzid = directives.atMostOnce("authzid");
        directives.once("response");
        expect(directives, "nonce", nonce);
        expect(directives, "nc", DigestParameters.FIRST_COUNT);
        if (!directives.atMostOnce("qop").orElse("auth").equals("auth")) {
            throw new SaslSyntaxException("directive qop is not auth, the only one offered");
        }
        var realm = directives.text(directives.atMostOnce("realm").orElse(""));
        var isForUs = realm.equals(attempt.context().serverName()) && DigestUri.isFor(digestUri, attempt.context());
        if (!isForUs) {
            return CompletableFuture.completedStage(
                    new SaslFailure(SaslFailure.BAD_CREDENTIALS, "directive realm or digest-uri names another server"));
        }
        var parameters = new DigestParameters(
                nonce, cnonce, digestUri, authzid.map(sent -> ":" + sent).orElse(""));
        return attempt.withAccount(username, Runnable::run, account -> {
            var secret = attempt.digestSecret(account, username);
            return decide(account, secret, parameters, directives);
        });
    }

    private SaslStep decide(Account account, Octets secret, DigestParameters parameters, Directives directives) {
        var expected = DigestArithmetic.response(secret, parameters);
        var response = directives.once("response");
        var proved = MessageDigest.isEqual(expected.getBytes(US_ASCII), response.getBytes(ISO_8859_1));
        var authzid = directives.atMostOnce("authzid").orElse("");
        var serverProof = "rspauth=" + DigestArithmetic.serverResponse(secret, parameters);
        return attempt.verdict(
                account, proved, WireText.utf8(authzid.getBytes(ISO_8859_1)), Octets.ofText(serverProof));
    }

    private static void expect(Directives directives, String name, String expected) {
        if (!directives.once(name).equals(expected)) {
            throw new SaslSyntaxException("directive " + name + " is not " + expected);
        }
    }
}
