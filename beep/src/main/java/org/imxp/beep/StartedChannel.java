package org.imxp.beep;

/**
 * A channel that the peer agreed to.
 *
 * @param channel the channel
 * @param content what rode in the peer's answer; empty for nothing
 */
public record StartedChannel(Channel channel, String content) {}
