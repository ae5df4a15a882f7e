package org.imxp.cli;

/** A command cannot do what was asked. The message is one sentence for the person who asked. */
final class CommandFailure extends RuntimeException {
    /** The network, the peer or the store said no. */
    static final int REFUSED = 1;

    /** The command was used wrongly. */
    static final int WRONG_USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int status;

    private CommandFailure(int status, String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    private CommandFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static CommandFailure refused(String sentence) {
        return new CommandFailure(REFUSED, sentence);
    }

    static CommandFailure refused(String sentence, Throwable cause) {
        return new CommandFailure(REFUSED, sentence, cause);
    }

    static CommandFailure wrongUsage(String sentence) {
        return new CommandFailure(WRONG_USAGE, sentence);
    }

    static CommandFailure wrongUsage(String sentence, Throwable cause) {
        return new CommandFailure(WRONG_USAGE, sentence, cause);
    }

    /** The exit status of the command. */
    int status() {
        return status;
    }
}
