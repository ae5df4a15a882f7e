package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.protocol.Address;

/**
 * Somebody on a contact list.
 *
 * @param address who
 * @param name what the owner calls them; may be empty
 * @param since when they were put on the list, by the service's clock
 */
public record Contact(Address address, String name, Instant since) {}
