package org.imxp.system.raw;

/**
 * A BEEP frame (RFC 3080 section 2.2.1).
 *
 * @param keyword MSG, RPY or ERR
 * @param number the message number
 * @param isLast whether the message ends with it
 * @param payload octets in ISO 8859-1
 */
record Frame(String keyword, int channel, int number, boolean isLast, String payload) {}
