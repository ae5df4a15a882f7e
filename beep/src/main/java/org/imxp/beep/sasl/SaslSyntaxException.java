package org.imxp.beep.sasl;

/** A message that is not one of its mechanism's. The sentence is safe to send to the peer. */
final class SaslSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SaslSyntaxException(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
