/**
 * The relay: it takes data from the endpoints of its domains and takes it to others (RFC 3340).
 *
 * <p>{@link org.imxp.relay.Relay} is the front door: it opens the store, loads the certificate and listens. Each connection
 * is a BEEP session whose channels of the mesh's profile are read by {@code MeshChannel}. An attach goes to
 * {@code Attaching}, which puts it in the one table of {@code Attachments}. A data goes to {@code DataProcessing}, which
 * answers at once and then has {@code Routing} take it to each recipient: another endpoint's {@code Attachment}, or a
 * service. {@code ReportService} tells the originator what became of it, if an option asks.
 *
 * <p>All of these but the front door are without sockets, threads and clocks. A session's state is used by its event loop
 * only; what sessions share is in concurrent tables, and a data for another session's endpoint is handed to that session's
 * loop. Nothing on that way waits: the store is asked on virtual threads, and only for what has to be reported.
 */
package org.imxp.relay;
