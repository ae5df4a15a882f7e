package org.imxp.relay.service;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.imxp.protocol.Domain;
import org.imxp.relay.access.AccessDecisions;

/**
 * What a service may use of its relay. All of it may be used by all threads, and none of it blocks.
 *
 * @param domains those that the relay serves; the service is each one's
 * @param accounts which endpoints they have
 * @param access who may do what; to be asked for every operation (requirement SEED-12)
 * @param post sends what the service has to say
 * @param attachments who is attached no more
 * @param clock what time it is
 * @param alarms what is to happen later
 * @param random for identifiers that nobody should guess
 */
public record ServiceSurroundings(
        Collection<Domain> domains,
        AccountDirectory accounts,
        AccessDecisions access,
        Post post,
        AttachmentEvents attachments,
        InstantSource clock,
        Alarms alarms,
        RandomGenerator random) {
    /** Copies the domains. */
    public ServiceSurroundings {
        domains = List.copyOf(domains);
    }

    /**
     * The same for a service of some domains only.
     *
     * @param some those that have the service
     * @return the changed surroundings
     */
    public ServiceSurroundings with(Collection<Domain> some) {
        return new ServiceSurroundings(some, accounts, access, post, attachments, clock, alarms, random);
    }
}
