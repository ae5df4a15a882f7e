/**
 * The protocol as values: what IMXP and APEX say on a channel, and how it looks on the wire.
 *
 * <p>An {@link org.imxp.protocol.Element} is what one peer tells another: attach, bind, terminate and data ask, ok and error
 * answer (RFC 3340 section 4.4). It names endpoints by {@link org.imxp.protocol.Address} and domains by
 * {@link org.imxp.protocol.Domain}, and alters its processing by {@link org.imxp.protocol.Option}s.
 *
 * <p>BEEP carries an element in a {@link org.imxp.protocol.Payload}: as XML alone, or as the root of a multipart whose other
 * parts are content. {@link org.imxp.protocol.PayloadReader} takes a payload apart: it parses the XML once, finds the other
 * parts, and touches no octet of them. {@link org.imxp.protocol.PayloadWriter} puts it together again, perhaps with another
 * element, which is how a relay forwards content that it never changes and never copies.
 *
 * <p>There are two {@link org.imxp.protocol.Dialect}s on the wire and one set of values: the APEX spelling is the canonical
 * one, and a dialect is named only where text is read or written.
 *
 * <p>Nothing here does I/O, looks at a clock or starts a thread. What a remote gets wrong is a
 * {@link org.imxp.protocol.ProtocolException} with the code that answers it; each bound is a
 * {@link org.imxp.protocol.ProtocolLimit}.
 */
package org.imxp.protocol;
