package org.imxp.bench.mesh;

/** Who is measured. */
enum Subject {
    /** The relays, this project's. */
    IMXP("imxp"),
    /** Forwarders of octets on Netty alone. */
    NETTY("bare Netty");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
