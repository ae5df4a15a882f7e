package org.imxp.endpoint;

import java.util.concurrent.Executor;

/** Where the program, or anything else that may take its time, goes on unless something else is said: never on an event loop. */
final class Stages {
    /** A virtual thread for each. */
    static final Executor VIRTUAL =
            command -> Thread.ofVirtual().name("endpoint").start(command);

    private Stages() {}
}
