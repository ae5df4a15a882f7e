package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A data that waits for its recipient to attach (RFC 3342 section 3). Its text shows nothing of its content.
 *
 * @param account the endpoint that the recipient is, or is a subaddress of; when its account is removed, so is the data
 * @param recipient the recipient's address in canonical form, at most {@value Account#MAX_ENDPOINT} characters
 * @param received when the relay got it, kept to the millisecond
 * @param expiry when it is of no use any more, kept to the millisecond; empty for never
 * @param dialect the name of the dialect that the payload is in
 * @param payload the payload as BEEP carries it
 */
public record HeldDatum(
        String account, String recipient, Instant received, Optional<Instant> expiry, String dialect, Octets payload) {
    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException if one is too long
     */
    public HeldDatum {
        check(account);
        check(recipient);
        received = received.truncatedTo(ChronoUnit.MILLIS);
        expiry = expiry.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static void check(String address) {
        if (address.length() > Account.MAX_ENDPOINT) {
            throw new IllegalArgumentException("an address of " + address.length() + " characters: at most "
                    + Account.MAX_ENDPOINT + " are allowed");
        }
    }
}
