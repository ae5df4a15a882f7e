/**
 * Instant messages as values: a header of RFC 822 fields written in XML, and a content of any media type.
 *
 * <p>A {@link org.imxp.message.Message} is a list of {@link org.imxp.message.HeaderField header fields} and one
 * {@link org.imxp.message.Content content}. It takes one of two forms on the way between user agents, and
 * {@link org.imxp.message.MessageReader} and {@link org.imxp.message.MessageWriter} know both:
 *
 * <ul>
 *   <li>the inline form, one XML element with the content as its last child, for text and XML;
 *   <li>the multipart form, a MIME {@code multipart/related} whose root part is the header and another part the content.
 * </ul>
 *
 * <p>Nothing here does I/O, holds a thread or reads a clock that was not passed in. What a peer sent and what cannot be
 * a message ends in one exception, {@link org.imxp.message.MessageFault}, which carries the reply code and a sentence for
 * the peer. Who sent a message is for the relay to say and not for its header: {@link org.imxp.message.Sender} compares
 * the two, and {@link org.imxp.message.DuplicateFilter} drops what arrives twice.
 *
 * <p>The element names are a reconstruction, since the draft's published text has lost its tags; they live in
 * {@link org.imxp.message.MessageNames} and nowhere else.
 */
package org.imxp.message;
