package org.imxp.cli;

import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;

/** Endpoints as people type them. */
final class EndpointArgument {
    private EndpointArgument() {}

    /**
     * Reads an address.
     *
     * @throws CommandFailure of wrong usage if it is none
     */
    static Address address(String typed) {
        try {
            return Address.parse(typed);
        } catch (ProtocolException e) {
            throw CommandFailure.wrongUsage(
                    VisibleText.line(typed) + " is not an endpoint: write it as"
                            + " LOCAL@DOMAIN, such as fred@example.com.",
                    e);
        }
    }

    /**
     * Reads the address of an account: neither a service nor a subaddress, nor that of nobody in particular.
     *
     * @throws CommandFailure of wrong usage if it is none
     */
    static Address account(String typed) {
        var address = address(typed);
        if (address.isService() || address.isSubaddress()) {
            throw CommandFailure.wrongUsage(VisibleText.line(typed)
                    + " can have no account: names of services and subaddresses (with a /) have none.");
        }
        if (address.isAnonymous()) {
            throw CommandFailure.wrongUsage(
                    VisibleText.line(typed) + " can have no account: it is for those who do not say who they are.");
        }
        return address;
    }
}
