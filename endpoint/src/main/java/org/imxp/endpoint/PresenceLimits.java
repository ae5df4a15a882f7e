package org.imxp.endpoint;

import java.time.Duration;

/**
 * The bounds of what presence takes in an endpoint.
 *
 * @param subscriptions subscriptions and watches of this program; one more ends at once with 451. 1000 by default
 * @param publications places that something is published for; one more is refused with 451. 32 by default
 * @param cached entries of others that are remembered; for one more the one not used for longest is forgotten. 1000 by default
 * @param waitingEvents what waits for a handler that takes its time. Of a subscription no more than 10 changes wait in any case, and
 *     the oldest is left out; a watch ends with 451. 1000 by default
 * @param watched subscribers that a watch remembers, so that none is told twice. 10,000 by default
 * @param duration for how long a subscription or watch is asked; it is renewed before. 1 hour by default
 * @param retry the waits before a service is asked again that did not do what was asked. From 1 second to 10 minutes by default
 * @param tries how often a change is tried while others change the same entry. 8 by default
 */
public record PresenceLimits(
        int subscriptions,
        int publications,
        int cached,
        int waitingEvents,
        int watched,
        Duration duration,
        Reattach retry,
        int tries) {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(366);
    /** The bounds that hold where nothing else is said. */
    public static final PresenceLimits DEFAULT = new PresenceLimits(
            1000,
            32,
            1000,
            1000,
            10_000,
            Duration.ofHours(1),
            new Reattach(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            8);

    /** Checks the ranges. */
    public PresenceLimits {
        atLeastOne("subscriptions", subscriptions);
        atLeastOne("publications", publications);
        atLeastOne("cached", cached);
        atLeastOne("waitingEvents", waitingEvents);
        atLeastOne("watched", watched);
        atLeastOne("tries", tries);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "duration is " + duration + ": allowed are " + SHORTEST + " to " + LONGEST);
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": allowed is 1 or more");
        }
    }

    /**
     * The same with other numbers.
     *
     * @param more subscriptions and watches of this program
     * @param places that something is published for
     * @param events what may wait for a handler
     * @return the bounds
     */
    public PresenceLimits withNumbers(int more, int places, int events) {
        return new PresenceLimits(more, places, cached, events, watched, duration, retry, tries);
    }

    /**
     * The same with other memories.
     *
     * @param entries of others that are remembered
     * @param subscribers that a watch remembers
     * @return the bounds
     */
    public PresenceLimits withMemory(int entries, int subscribers) {
        return new PresenceLimits(
                subscriptions, publications, entries, waitingEvents, subscribers, duration, retry, tries);
    }
}
