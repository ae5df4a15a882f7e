/** That somebody is writing (RFC 3994): the status message, when its sender sends one, and what its receiver makes of it. */
@org.jspecify.annotations.NullMarked
package org.imxp.message.composing;
