package org.imxp.beep;

import java.util.List;

/**
 * The profile ALIVE of existing peers: each message on its channel is answered at once by an empty RPY, which tells
 * that this side lives. It may be served to anybody.
 */
public final class AliveProfile implements Profile {
    /** The profile's URI. */
    public static final String URI = "urn:aspl.es:beep:profiles:ALIVE";

    /** Makes the profile. */
    public AliveProfile() {}

    @Override
    public String uri() {
        return URI;
    }

    @Override
    public void start(ChannelStart start) {
        start.accept(exchange -> exchange.reply(List.of()), "");
    }
}
