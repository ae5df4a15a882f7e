package org.imxp.protocol;

/**
 * A reply code: three digits for programs (RFC 3340 section 10, with the codes that RFC 3341 to 3343 add).
 *
 * <p>A code that is not in the list is acted upon by its first digit.
 *
 * @param value 100 to 999
 */
public record ReplyCode(int value) {
    /** 250: transaction successful. */
    public static final ReplyCode SUCCESS = new ReplyCode(250);
    /** 350: under way; said by a relay that sent data on, and by transient reports (RFC 3342 section 2.2). */
    public static final ReplyCode IN_PROGRESS = new ReplyCode(350);
    /** 421: service not available. */
    public static final ReplyCode SERVICE_NOT_AVAILABLE = new ReplyCode(421);
    /** 450: requested action not taken, for now. */
    public static final ReplyCode NOT_TAKEN_NOW = new ReplyCode(450);
    /** 451: requested action aborted. */
    public static final ReplyCode ABORTED = new ReplyCode(451);
    /** 454: temporary authentication failure. */
    public static final ReplyCode TEMPORARY_AUTHENTICATION_FAILURE = new ReplyCode(454);
    /** 500: general syntax error, such as poorly formed XML. */
    public static final ReplyCode SYNTAX_ERROR = new ReplyCode(500);
    /** 501: syntax error in parameters, such as an element that is not expected. */
    public static final ReplyCode PARAMETER_SYNTAX_ERROR = new ReplyCode(501);
    /** 503: the publishers of a publish and its presence differ (RFC 3343 section 4.4). */
    public static final ReplyCode PUBLISHER_MISMATCH = new ReplyCode(503);
    /** 504: parameter not implemented. */
    public static final ReplyCode PARAMETER_NOT_IMPLEMENTED = new ReplyCode(504);
    /** 530: authentication required. */
    public static final ReplyCode AUTHENTICATION_REQUIRED = new ReplyCode(530);
    /** 534: authentication mechanism insufficient. */
    public static final ReplyCode MECHANISM_INSUFFICIENT = new ReplyCode(534);
    /** 535: authentication failure. */
    public static final ReplyCode AUTHENTICATION_FAILURE = new ReplyCode(535);
    /** 537: action not authorized for user. */
    public static final ReplyCode NOT_AUTHORIZED = new ReplyCode(537);
    /** 538: authentication mechanism requires encryption. */
    public static final ReplyCode ENCRYPTION_REQUIRED = new ReplyCode(538);
    /** 550: requested action not taken. */
    public static final ReplyCode NOT_TAKEN = new ReplyCode(550);
    /** 551: no such access entry (RFC 3341 section 4.3). */
    public static final ReplyCode NO_SUCH_ENTRY = new ReplyCode(551);
    /** 553: parameter invalid. */
    public static final ReplyCode PARAMETER_INVALID = new ReplyCode(553);
    /** 554: transaction failed, such as by policy. */
    public static final ReplyCode TRANSACTION_FAILED = new ReplyCode(554);
    /** 555: transaction already in progress. */
    public static final ReplyCode TRANSACTION_IN_PROGRESS = new ReplyCode(555);
    /** 556: the attachment was overridden by another (RFC 3342 section 1). */
    public static final ReplyCode OVERRIDDEN = new ReplyCode(556);

    /** Refuses what is not three digits. */
    public ReplyCode {
        if (value < 100 || value > 999) {
            throw new IllegalArgumentException("reply code " + value + ": allowed are 100 to 999");
        }
    }

    /**
     * Whether the action was done.
     *
     * @return true for 2xx
     */
    public boolean isDone() {
        return value / 100 == 2;
    }

    /**
     * Whether the final answer is still to come.
     *
     * @return true for 3xx
     */
    public boolean isInterim() {
        return value / 100 == 3;
    }

    /**
     * Whether the same request may succeed later.
     *
     * @return true for 4xx
     */
    public boolean isTemporary() {
        return value / 100 == 4;
    }

    /**
     * Whether the same request will fail again.
     *
     * @return true for 5xx
     */
    public boolean isPermanent() {
        return value / 100 == 5;
    }

    /**
     * What the code means, for people.
     *
     * @return the words of the specification, or those of the first digit when the code is not in its list
     */
    public String meaning() {
        return switch (value) {
            case 250 -> "transaction successful";
            case 350 -> "transaction in progress";
            case 421 -> "service not available";
            case 450, 550 -> "requested action not taken";
            case 451 -> "requested action aborted";
            case 454 -> "temporary authentication failure";
            case 500 -> "general syntax error";
            case 501 -> "syntax error in parameters";
            case 503 -> "publishers differ";
            case 504 -> "parameter not implemented";
            case 530 -> "authentication required";
            case 534 -> "authentication mechanism insufficient";
            case 535 -> "authentication failure";
            case 537 -> "action not authorized for user";
            case 538 -> "authentication mechanism requires encryption";
            case 551 -> "no such entry";
            case 553 -> "parameter invalid";
            case 554 -> "transaction failed";
            case 555 -> "transaction already in progress";
            case 556 -> "attachment overridden";
            default -> meaningOfFirstDigit();
        };
    }

    private String meaningOfFirstDigit() {
        return switch (value / 100) {
            case 2 -> "done";
            case 3 -> "in progress";
            case 4 -> "failed for now";
            case 5 -> "failed";
            default -> "unknown reply code";
        };
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
