package org.imxp.beep;

/** The reply codes of RFC 3080 section 8. */
public final class ReplyCode {
    /** Success. */
    public static final int SUCCESS = 200;
    /** Service not available. */
    public static final int SERVICE_NOT_AVAILABLE = 421;
    /** Requested action not taken, for example because a lock is in use. */
    public static final int NOT_TAKEN_NOW = 450;
    /** Requested action aborted, for example because a bound was passed. */
    public static final int ABORTED = 451;
    /** Temporary authentication failure. */
    public static final int TEMPORARY_AUTHENTICATION_FAILURE = 454;
    /** General syntax error, for example malformed XML. */
    public static final int SYNTAX_ERROR = 500;
    /** Syntax error in parameters, for example XML that is not valid. */
    public static final int INVALID_PARAMETER_SYNTAX = 501;
    /** Parameter not implemented. */
    public static final int NOT_IMPLEMENTED = 504;
    /** Authentication required. */
    public static final int AUTHENTICATION_REQUIRED = 530;
    /** Authentication mechanism insufficient. */
    public static final int MECHANISM_TOO_WEAK = 534;
    /** Authentication failure. */
    public static final int AUTHENTICATION_FAILURE = 535;
    /** Action not authorised for the user. */
    public static final int NOT_AUTHORISED = 537;
    /** The authentication mechanism requires encryption. */
    public static final int ENCRYPTION_REQUIRED = 538;
    /** Requested action not taken, for example no requested profile is acceptable. */
    public static final int NOT_TAKEN = 550;
    /** Parameter invalid. */
    public static final int INVALID_PARAMETER = 553;
    /** Transaction failed, for example by policy. */
    public static final int TRANSACTION_FAILED = 554;

    private ReplyCode() {}
}
