package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** One SCRAM exchange as the server sees it, once the account is known: pure, from first to last message. */
final class ScramExchange {
    private final ScramHash hash;
    private final ScramKeys keys;
    private final ChannelBinding channelBinding;
    private final ScramClientFirst first;
    private final String nonce;

    /** What came of the client-final-message: the server's own proof is for a client that proved itself only. */
    record Outcome(boolean proved, String serverFinal) {}

    ScramExchange(
            ScramHash hash, ScramKeys keys, ChannelBinding channelBinding, ScramClientFirst first, String serverNonce) {
        this.hash = hash;
        this.keys = keys;
        this.channelBinding = channelBinding;
        this.first = first;
        this.nonce = first.nonce() + serverNonce;
    }

    String serverFirst() {
        return "r=" + nonce + ",s=" + WireText.base64(keys.salt().shared()) + ",i=" + keys.iterations();
    }

    Outcome finish(String clientFinal) {
        var message = ScramMessage.parse(clientFinal);
        var binding = message.at(0, 'c');
        var sentNonce = message.at(1, 'r');
        var proof = WireText.base64(message.last('p'));
        var withoutProof = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
        var authMessage = first.bare() + "," + serverFirst() + "," + withoutProof;
        var proved =
                isBinding(binding) && sentNonce.equals(nonce) && ScramArithmetic.proves(hash, keys, authMessage, proof);
        var signature = ScramArithmetic.hmac(hash, keys.serverKey().shared(), authMessage);
        return new Outcome(proved, "v=" + WireText.base64(signature));
    }

    /** Whether {@code c=} repeats the header, and binds this channel where one is bound (RFC 5802 section 6). */
    private boolean isBinding(String sent) {
        var expected = WireText.base64(channelBinding.input(first.gs2Header().getBytes(UTF_8)));
        return MessageDigest.isEqual(expected.getBytes(US_ASCII), sent.getBytes(UTF_8));
    }
}
