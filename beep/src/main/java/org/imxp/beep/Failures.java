package org.imxp.beep;

import java.util.concurrent.CompletionException;

/** What stages end with. */
final class Failures {
    private Failures() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    static RuntimeException unchecked(Throwable failure) {
        return cause(failure) instanceof RuntimeException unchecked
                ? unchecked
                : new CompletionException(cause(failure));
    }
}
