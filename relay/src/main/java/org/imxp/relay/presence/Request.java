package org.imxp.relay.presence;

import org.imxp.protocol.Address;

/**
 * Who asks, and what the answer names.
 *
 * @param service the service that was asked
 * @param originator who asks: the relay has made sure that it is
 * @param transId the transaction-identifier of the request
 */
record Request(Address service, Address originator, int transId) {}
