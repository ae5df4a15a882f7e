/**
 * The keys of people: one's own, those of others and how far they are trusted, and messages that are signed and encrypted with them.
 *
 * <p>{@link org.imxp.endpoint.keys.KeyRing} keeps them in a folder that several programs of one person share.
 * {@link org.imxp.endpoint.keys.SecuredMessages} seals what is sent and opens what arrives. What is on the wire, and in the folder, is in
 * docs/keys.md.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.endpoint.keys;
