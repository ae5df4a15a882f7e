package org.imxp.beep.interop;

/**
 * A whole message or reply.
 *
 * @param keyword MSG, RPY or ERR
 * @param channel the channel's number
 * @param number the message's number
 * @param payload octets in ISO 8859-1, MIME headers included
 */
public record Message(String keyword, int channel, int number, String payload) {
    boolean isReplyTo(int onChannel, int toNumber) {
        return !keyword.equals("MSG") && channel == onChannel && number == toNumber;
    }

    /** What follows the MIME headers. */
    String xml() {
        return payload.startsWith("\r\n") ? payload.substring(2) : payload.substring(payload.indexOf("\r\n\r\n") + 4);
    }
}
