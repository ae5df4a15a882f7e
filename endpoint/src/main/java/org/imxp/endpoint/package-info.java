/**
 * What makes a program an endpoint.
 *
 * <p>{@link org.imxp.endpoint.EndpointSettings} say who it is and where its relay is;
 * {@link org.imxp.endpoint.Endpoint#attach} connects, turns TLS on, authenticates and attaches, and stops at the first of
 * these that fails. From then on the {@link org.imxp.endpoint.Endpoint} sends messages, each of which is a
 * {@link org.imxp.endpoint.Sending} that tells its fate for each recipient as an {@link org.imxp.endpoint.Outcome}, and hands
 * what arrives to handlers as {@link org.imxp.endpoint.ReceivedMessage}s.
 *
 * <p>Recipients' programs tell more, if their users let the sender know: a {@link org.imxp.endpoint.Receipt} that a message was shown,
 * a {@link org.imxp.endpoint.ComposingEvent} that one is being written. What this program tells, its
 * {@link org.imxp.endpoint.Disclosure} decides.
 *
 * <p>An attachment that is lost is followed by another where the settings say so; {@link
 * org.imxp.endpoint.Endpoint#onReattach} tells. Whatever happens, no message is sent twice, and none that arrives twice is handed
 * over twice.
 *
 * <p>The session belongs to an event loop, which never runs code of the program: handlers and the stages of futures run on
 * virtual threads, and may block.
 */
package org.imxp.endpoint;
