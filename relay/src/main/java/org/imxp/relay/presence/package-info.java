/**
 * The presence service (RFC 3343): who can be reached where, who wants to know, and who wants to know that.
 *
 * <p>What belongs to one endpoint and its subaddresses, entries and operations alike, is a {@code Presentity}, which one thread
 * uses at a time. Nobody waits for the disk or for a recipient while it has one: changes go to a {@code Journal}, which says when
 * they are on disk, and what is to be said goes to {@code Outgoing}, which keeps the order for each recipient.
 */
package org.imxp.relay.presence;
