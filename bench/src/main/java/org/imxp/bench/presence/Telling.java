package org.imxp.bench.presence;

/** What of telling is measured. */
enum Telling {
    /** A relay, its changes one after the other: the next when all have been told. */
    STEADY("one after the other"),
    /** The least that carries the same octets. */
    BARE("one after the other, bare fan-out"),
    /** A relay, and changes as fast as its publisher can make them. */
    BURST("as fast as they are granted"),
    /** A relay, and one subscriber of many who change. */
    MANY("of all publishers at once");

    private final String title;

    Telling(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
