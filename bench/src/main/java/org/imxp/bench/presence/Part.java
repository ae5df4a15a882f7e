package org.imxp.bench.presence;

/** What is measured, in order. */
enum Part {
    FAN_OUT("fan-out"),
    FAN_IN("fan-in"),
    STORED("stored"),
    STORM("storm");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
