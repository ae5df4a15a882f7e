package org.imxp.beep.sasl;

import java.util.Optional;

/** The trace information of ANONYMOUS (RFC 4505 section 2). */
final class Trace {
    /** The longest, in characters; section 2 says so of a token. */
    static final int MAX_LENGTH = 255;

    private Trace() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> fault(String trace) {
        var length = trace.codePointCount(0, trace.length());
        if (length > MAX_LENGTH) {
            return Optional.of("the trace information has " + length + " characters; " + MAX_LENGTH + " are allowed");
        }
        if (!SaslPrep.isTrace(trace)) {
            return Optional.of(
                    "the trace information has characters that RFC 4505 forbids, such as control characters");
        }
        if (trace.indexOf('@') >= 0 && !isMailAddress(trace)) {
            return Optional.of("the trace information has an @ and is not a mail address");
        }
        return Optional.empty();
    }

    /** Something before the last at sign, where a quoted one may be, and something after it. */
    private static boolean isMailAddress(String trace) {
        var at = trace.lastIndexOf('@');
        return at > 0 && at < trace.length() - 1 && trace.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
