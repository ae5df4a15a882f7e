/**
 * What the relay keeps: the seam between it and a database.
 *
 * <p>A {@link org.imxp.relay.store.Store} hands out one interface for each kind of thing kept; these are the
 * {@link org.imxp.relay.store.Accounts}, the {@link org.imxp.relay.store.HeldData} and the
 * {@link org.imxp.relay.store.PresenceData}. The relay knows only the interfaces. {@link org.imxp.relay.store.JdbcStore} is
 * the one implementation: the same SQL for every database, and what differs between databases is in its dialect.
 * The schema is made and changed by numbered migrations, from the first day.
 *
 * <p>Everything here blocks and belongs on virtual threads, never on an event loop. A method that returns has what it
 * did on disk. Several processes may have one database open; each sees what the others did at its next call.
 *
 * <p>Endpoints and domains are text in canonical form, such as {@code fred@example.com} and {@code example.com}.
 */
package org.imxp.relay.store;
