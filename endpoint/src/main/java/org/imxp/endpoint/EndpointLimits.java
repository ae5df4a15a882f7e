package org.imxp.endpoint;

import java.time.Duration;
import org.imxp.message.DuplicateFilter;

/**
 * The bounds of an endpoint; those of its session are in {@link org.imxp.beep.SessionLimits}.
 *
 * @param inboxMessages messages that may wait for their handler, and data for theirs; one more is answered 451. 1000 by
 *     default
 * @param inboxOctets octets of them; what passes it is answered 451. 4 MiB by default
 * @param sendings messages whose fate is not known yet; one more is refused with 451. 10,000 by default
 * @param sendingOctets octets that the relay has not answered yet; what passes it is refused with 451. 16 MiB by default
 * @param duplicates messages that are remembered, to tell repeats. 10,000 by default
 * @param duplicatePeriod how long each is remembered. 30 days by default
 * @param attachTime how long attaching may take. 30 seconds by default
 * @param statusWait how long a report of the outcome is waited for, from the sending. 30 seconds by default
 * @param heldSendings held messages whose end is waited for; for one more the oldest is no longer followed. 1000 by default
 * @param heldWait how long the end of a held message is waited for. 1 day by default
 * @param closeTime how long each step of an orderly end may take. 5 seconds by default
 * @param presence the bounds of what presence takes
 */
public record EndpointLimits(
        int inboxMessages,
        long inboxOctets,
        int sendings,
        long sendingOctets,
        int duplicates,
        Duration duplicatePeriod,
        Duration attachTime,
        Duration statusWait,
        int heldSendings,
        Duration heldWait,
        Duration closeTime,
        PresenceLimits presence) {
    /** The bounds that hold where nothing else is said. */
    public static final EndpointLimits DEFAULT = new EndpointLimits(
            1000,
            4 << 20,
            10_000,
            16 << 20,
            DuplicateFilter.DEFAULT_CAPACITY,
            DuplicateFilter.DEFAULT_PERIOD,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1000,
            Duration.ofDays(1),
            Duration.ofSeconds(5),
            PresenceLimits.DEFAULT);

    /** Checks the ranges. */
    public EndpointLimits {
        atLeastOne("inboxMessages", inboxMessages);
        atLeastOne("inboxOctets", inboxOctets);
        atLeastOne("sendings", sendings);
        atLeastOne("sendingOctets", sendingOctets);
        atLeastOne("duplicates", duplicates);
        atLeastOne("attachTime in milliseconds", attachTime.toMillis());
        atLeastOne("statusWait in milliseconds", statusWait.toMillis());
        atLeastOne("heldSendings", heldSendings);
        atLeastOne("heldWait in milliseconds", heldWait.toMillis());
        atLeastOne("closeTime in milliseconds", closeTime.toMillis());
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": allowed is 1 or more");
        }
    }

    /**
     * The same with another inbox.
     *
     * @param messages how many may wait
     * @param octets how long they may be in all
     * @return the bounds
     */
    public EndpointLimits withInbox(int messages, long octets) {
        return new EndpointLimits(
                messages,
                octets,
                sendings,
                sendingOctets,
                duplicates,
                duplicatePeriod,
                attachTime,
                statusWait,
                heldSendings,
                heldWait,
                closeTime,
                presence);
    }

    /**
     * The same with other bounds on what is being sent.
     *
     * @param messages whose fate is not known yet
     * @param octets that the relay has not answered yet
     * @return the bounds
     */
    public EndpointLimits withSendings(int messages, long octets) {
        return new EndpointLimits(
                inboxMessages,
                inboxOctets,
                messages,
                octets,
                duplicates,
                duplicatePeriod,
                attachTime,
                statusWait,
                heldSendings,
                heldWait,
                closeTime,
                presence);
    }

    /**
     * The same with other times.
     *
     * @param attach for attaching
     * @param status for a report of the outcome
     * @param close for an orderly end
     * @return the bounds
     */
    public EndpointLimits withTimes(Duration attach, Duration status, Duration close) {
        return new EndpointLimits(
                inboxMessages,
                inboxOctets,
                sendings,
                sendingOctets,
                duplicates,
                duplicatePeriod,
                attach,
                status,
                heldSendings,
                heldWait,
                close,
                presence);
    }

    /**
     * The same with other bounds on what is held for others.
     *
     * @param messages held messages whose end is waited for
     * @param longest how long
     * @return the bounds
     */
    public EndpointLimits withHeld(int messages, Duration longest) {
        return new EndpointLimits(
                inboxMessages,
                inboxOctets,
                sendings,
                sendingOctets,
                duplicates,
                duplicatePeriod,
                attachTime,
                statusWait,
                messages,
                longest,
                closeTime,
                presence);
    }

    /**
     * The same with another memory for repeats.
     *
     * @param messages that are remembered
     * @param period how long each
     * @return the bounds
     */
    public EndpointLimits withDuplicates(int messages, Duration period) {
        return new EndpointLimits(
                inboxMessages,
                inboxOctets,
                sendings,
                sendingOctets,
                messages,
                period,
                attachTime,
                statusWait,
                heldSendings,
                heldWait,
                closeTime,
                presence);
    }

    /**
     * The same with other bounds on presence.
     *
     * @param other what presence may take
     * @return the bounds
     */
    public EndpointLimits withPresence(PresenceLimits other) {
        return new EndpointLimits(
                inboxMessages,
                inboxOctets,
                sendings,
                sendingOctets,
                duplicates,
                duplicatePeriod,
                attachTime,
                statusWait,
                heldSendings,
                heldWait,
                closeTime,
                other);
    }
}
