package org.imxp.endpoint;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.WireTrace;

/**
 * What an endpoint takes from around it.
 *
 * @param clock the time, in the zone in which dates of messages are written
 * @param random for message identifiers, transIDs and authentication
 * @param scheduler bounds waiting
 * @param executor runs handlers of the program and stages that depend on futures, each of which may block
 * @param network the event loops to be on, shared with others and left open; none for a loop of its own
 * @param trace who reads along, if anybody
 */
public record Environment(
        Clock clock,
        SecureRandom random,
        Scheduler scheduler,
        Executor executor,
        Optional<BeepNetwork> network,
        Optional<WireTrace> trace) {
    /**
     * The system's time and randomness, a virtual thread for whatever may block, and an event loop of its own.
     *
     * @return the environment
     */
    public static Environment system() {
        return new Environment(
                Clock.system(ZoneId.systemDefault()),
                new SecureRandom(),
                Scheduler.system(),
                Stages.VIRTUAL,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same with another clock and scheduler.
     *
     * @param other the time
     * @param waits bounds waiting by that time
     * @return the environment
     */
    public Environment withTime(Clock other, Scheduler waits) {
        return new Environment(other, random, waits, executor, network, trace);
    }

    /**
     * The same on event loops that others use too.
     *
     * @param shared the loops; not closed by endpoints
     * @return the environment
     */
    public Environment withNetwork(BeepNetwork shared) {
        return new Environment(clock, random, scheduler, executor, Optional.of(shared), trace);
    }

    /**
     * The same with somebody who reads along.
     *
     * @param reader who
     * @return the environment
     */
    public Environment withTrace(WireTrace reader) {
        return new Environment(clock, random, scheduler, executor, network, Optional.of(reader));
    }
}
