package org.imxp.cli.history;

/** The history cannot be used. The message is one sentence without its full stop, which names the file. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(String sentence) {
        super(sentence);
    }

    HistoryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
