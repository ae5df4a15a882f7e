package org.imxp.bench.mesh;

/** What a raw message is. */
enum RawKind {
    /** Who is at the other end of a connection. */
    HELLO(0),
    /** A message. */
    PLAIN(1),
    /** A message whose arrival is to be reported. */
    STATUS(2),
    /** A message that is to be held. */
    HELD(3),
    /** The answer to any of these, and to a report. */
    OK(4),
    /** What became of a message. */
    REPORT(5);

    private static final RawKind[] ALL = values();

    private final int code;

    RawKind(int code) {
        this.code = code;
    }

    /** As an octet; they count from 0. */
    int code() {
        return code;
    }

    static RawKind of(Manner manner) {
        return switch (manner) {
            case PLAIN -> PLAIN;
            case STATUS -> STATUS;
            case HELD -> HELD;
        };
    }

    static RawKind of(int code) {
        return ALL[code];
    }
}
