package org.imxp.endpoint;

import java.util.concurrent.Executor;

/** Where what the program, or anything else that may take its time, does next: never on an event loop. */
final class Stages {
    /** A virtual thread for each. */
    static final Executor VIRTUAL =
            command -> Thread.ofVirtual().name("endpoint-stage").start(command);

    private Stages() {}
}
