/**
 * What a content says to people: text with its flowed lines, the alternative that can be shown, and files.
 *
 * <p>{@link org.imxp.message.body.BodyReader} takes a content apart and never flattens a multipart,
 * {@link org.imxp.message.body.ShownBody} tells what of it is shown and what is offered as a file, and
 * {@link org.imxp.message.body.FlowedText} undoes the soft line breaks of RFC 3676.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.message.body;
