/**
 * The octets of BEEP on TCP (RFC 3080 section 2.2, RFC 3081 section 3): data frames and SEQ frames.
 *
 * <p>{@link org.imxp.beep.frame.FrameDecoder} turns octets, split anywhere, into frame headers and pieces of payload;
 * it checks the syntax of each frame, and the session checks that the frame makes sense.
 */
package org.imxp.beep.frame;
