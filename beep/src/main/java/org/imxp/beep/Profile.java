package org.imxp.beep;

import java.util.List;

/** Something that a peer serves on channels, named by a URI (RFC 3080 section 5.1). */
public interface Profile {
    /**
     * The profile's URI, as the greeting tells it.
     *
     * @return an absolute URI
     */
    String uri();

    /**
     * Other URIs that are accepted, and answered in the form asked for, but not advertised (WIRE-12).
     *
     * @return the URIs
     */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * Whether the profile is offered in this state of the session; greetings differ by privacy (BEEP-48).
     *
     * @param session the session
     * @return whether the greeting names it
     */
    default boolean advertisedTo(Session session) {
        return true;
    }

    /**
     * The peer wants a channel. Accept or refuse it, now or later.
     *
     * @param start the request
     */
    void start(ChannelStart start);
}
