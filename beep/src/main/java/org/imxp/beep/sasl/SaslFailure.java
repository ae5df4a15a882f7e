package org.imxp.beep.sasl;

/**
 * The attempt is over: an {@code error} element (RFC 3080 section 4.1).
 *
 * @param code one of the reply codes below
 * @param text one sentence, safe to send to the peer
 */
public record SaslFailure(int code, String text) implements SaslStep {
    /** Temporary: the store does not answer, or there were too many failures before. */
    public static final int TEMPORARY = 454;
    /** The message is not one of the mechanism's. */
    public static final int MALFORMED = 501;
    /** The mechanism is too weak for this account or server. */
    public static final int TOO_WEAK = 534;
    /** Wrong credentials, an unknown account, or an identity that the account may not use. */
    public static final int BAD_CREDENTIALS = 535;
    /** The mechanism needs encryption, and the session has none. */
    public static final int NEEDS_ENCRYPTION = 538;

    /** Checks the code. */
    public SaslFailure {
        switch (code) {
            case TEMPORARY, MALFORMED, TOO_WEAK, BAD_CREDENTIALS, NEEDS_ENCRYPTION -> {}
            default ->
                throw new IllegalArgumentException(
                        "reply code " + code + " is not a SASL failure's: 454, 501, 534, 535 or 538");
        }
    }
}
