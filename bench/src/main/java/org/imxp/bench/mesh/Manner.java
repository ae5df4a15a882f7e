package org.imxp.bench.mesh;

/** How a message goes, and what shows that it has gone all its way. */
enum Manner {
    /** No report is asked for: the recipient has it. */
    PLAIN("without status"),
    /** A report is asked for: the originator has it. */
    STATUS("with status"),
    /** The recipient is away, and the message is held for it: the originator has the report of that. */
    HELD("held");

    private final String title;

    Manner(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
