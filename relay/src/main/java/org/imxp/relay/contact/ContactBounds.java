package org.imxp.relay.contact;

import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/**
 * The bounds of a contact service.
 *
 * @param contactsPerOwner what is on the list of one owner; one more gets 554
 * @param contacts what is on all lists; one more gets 554
 * @param pendingPerRecipient requests that one endpoint has to answer; one more gets 451
 * @param waitingPerRequester requests of one endpoint that are not answered; one more gets 554
 * @param perDay requests of one endpoint in a day; one more gets 554
 * @param perPeerDomain requests from one other domain in an hour; one more gets 451
 * @param requests requests in all; one more gets 554, or 451 if it comes from another service
 * @param operations operations that wait for the store; one more gets 451
 */
public record ContactBounds(
        int contactsPerOwner,
        int contacts,
        int pendingPerRecipient,
        int waitingPerRequester,
        int perDay,
        int perPeerDomain,
        int requests,
        int operations) {
    /**
     * Those that an operator has chosen.
     *
     * @param limits all bounds
     * @return those of a contact service
     */
    public static ContactBounds of(Limits limits) {
        return new ContactBounds(
                limits.number(Limit.CONTACTS_PER_OWNER),
                limits.number(Limit.CONTACTS),
                limits.number(Limit.CONTACT_REQUESTS_PER_RECIPIENT),
                limits.number(Limit.CONTACT_REQUESTS_PER_REQUESTER),
                limits.number(Limit.CONTACT_REQUESTS_PER_DAY),
                limits.number(Limit.CONTACT_REQUESTS_PER_PEER_DOMAIN),
                limits.number(Limit.CONTACT_REQUESTS),
                limits.number(Limit.CONTACT_OPERATIONS));
    }
}
