package org.imxp.beep.sasl;

/**
 * The client-first-message (RFC 5802 section 7).
 *
 * @param flag what the client says of channel binding
 * @param gs2Header flag, authzid and the comma after it, which {@code c=} repeats
 * @param authzid empty when not sent
 * @param username as received, without its escapes
 * @param nonce the client's part
 * @param bare the rest of the message, which both sides hash
 */
record ScramClientFirst(
        BindingFlag flag, String gs2Header, String authzid, String username, String nonce, String bare) {
    static ScramClientFirst parse(String text) {
        var flagEnd = text.indexOf(',');
        var headerEnd = text.indexOf(',', flagEnd + 1);
        if (flagEnd < 0 || headerEnd < 0) {
            throw new SaslSyntaxException("the message does not begin with a channel-binding flag and an identity");
        }
        var bare = text.substring(headerEnd + 1);
        var message = ScramMessage.parse(bare);
        return new ScramClientFirst(
                BindingFlag.parse(text.substring(0, flagEnd)),
                text.substring(0, headerEnd + 1),
                authzid(text.substring(flagEnd + 1, headerEnd)),
                ScramName.unescape(message.at(0, 'n')),
                ScramMessage.checkNonce(message.at(1, 'r')),
                bare);
    }

    private static String authzid(String wire) {
        if (wire.isEmpty()) {
            return "";
        }
        if (!wire.startsWith("a=") || wire.length() == 2) {
            throw new SaslSyntaxException("the identity is not empty and not a=");
        }
        return ScramName.unescape(wire.substring(2));
    }
}
