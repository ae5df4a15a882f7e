/**
 * Who may do what to whom (RFC 3341).
 *
 * <p>An owner's entries each name an actor, perhaps by wildcards, and what it may do. Of those that match an actor the one
 * that matches best decides alone. An owner who has set nothing has the default entries.
 */
package org.imxp.relay.access;
