/**
 * What is said of whether somebody is there, as values, and how it stands in the tuples of RFC 3343.
 *
 * <p>A {@link org.imxp.endpoint.presence.PresenceStatus} is what a program says of itself, a {@link
 * org.imxp.endpoint.presence.PresenceState} what is known of somebody, and each {@link org.imxp.endpoint.presence.Way} of it one
 * program or other means. Nothing here sends, waits or reads a clock.
 */
package org.imxp.endpoint.presence;
