package org.imxp.bench.beep;

import org.imxp.bench.measure.Identity;

/** Who is measured. */
enum Subject {
    /** BEEP, this project's. */
    BEEP("imxp"),
    /** Netty alone: the octets of the frames, and nobody who looks at them. */
    NETTY("bare Netty"),
    /** Blocking sockets and nothing else: what the machine gives. */
    RAW("raw copy");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Server serve(Identity identity) {
        return switch (this) {
            case BEEP -> new BeepServer(identity);
            case NETTY -> new NettyServer(identity);
            case RAW -> new RawServer(identity);
        };
    }

    Client drive(Identity identity) {
        return switch (this) {
            case BEEP -> new BeepClient(identity);
            case NETTY -> new NettyClient(identity);
            case RAW -> new RawClient(identity);
        };
    }
}
