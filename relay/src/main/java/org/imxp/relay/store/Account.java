package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An endpoint that may attach.
 *
 * @param endpoint its address in canonical form, {@code local@domain}, at most {@value #MAX_ENDPOINT} characters
 * @param domain the domain in that address
 * @param credentials what proves that a peer is this endpoint
 * @param created when the account was made, kept to the millisecond
 */
public record Account(String endpoint, String domain, Credentials credentials, Instant created) {
    /** The most characters in an endpoint. */
    public static final int MAX_ENDPOINT = 1_024;

    /**
     * Checks the endpoint.
     *
     * @throws IllegalArgumentException if the endpoint is too long or is not a local part at that domain
     */
    public Account {
        if (endpoint.length() > MAX_ENDPOINT) {
            throw new IllegalArgumentException(
                    "an endpoint of " + endpoint.length() + " characters: at most " + MAX_ENDPOINT + " are allowed");
        }
        if (domain.isEmpty() || endpoint.length() < domain.length() + 2 || !endpoint.endsWith("@" + domain)) {
            throw new IllegalArgumentException(
                    "endpoint " + endpoint + ": it must be a local part, @ and its domain, here \"" + domain + "\"");
        }
        created = created.truncatedTo(ChronoUnit.MILLIS);
    }
}
