/**
 * Notifications of what has become of a message (RFC 5438): asked for, given, and matched with what was sent.
 *
 * <p>{@link org.imxp.message.receipt.ReceiptRequest} asks, {@link org.imxp.message.receipt.Answering} decides what a recipient
 * answers, {@link org.imxp.message.receipt.Notification} is the answer, and {@link org.imxp.message.receipt.Outstanding} is what
 * the sender makes of it.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.message.receipt;
