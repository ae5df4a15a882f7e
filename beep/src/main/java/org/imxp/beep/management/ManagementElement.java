package org.imxp.beep.management;

import java.util.List;

/** An element of channel management or of a tuning profile. */
public sealed interface ManagementElement {
    /**
     * What a peer offers (RFC 3080 section 2.3.1.1).
     *
     * @param profiles URIs of the profiles that it serves
     * @param features optional features; unknown ones are ignored
     * @param localize language tags wanted in diagnostics, best first
     */
    record Greeting(List<String> profiles, List<String> features, List<String> localize) implements ManagementElement {
        /** Copies the lists. */
        public Greeting {
            profiles = List.copyOf(profiles);
            features = List.copyOf(features);
            localize = List.copyOf(localize);
        }
    }

    /**
     * A request for a channel (section 2.3.1.2).
     *
     * @param number the channel's number
     * @param serverName the name that the initiator wants served; empty for none
     * @param profiles one or more, in order of preference
     */
    record Start(int number, String serverName, List<Profile> profiles) implements ManagementElement {
        /** Copies the list. */
        public Start {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * A profile in a start or in its reply (section 2.3.1.2).
     *
     * @param uri the profile's URI
     * @param content what rides along, decoded; empty for nothing
     */
    record Profile(String uri, String content) implements ManagementElement {}

    /**
     * A request to close a channel, or with number 0 to release the session (section 2.3.1.3).
     *
     * @param number the channel's number
     * @param code a reply code
     * @param lang language of the text; empty for none
     * @param text a diagnostic for people; may be empty
     */
    record Close(int number, int code, String lang, String text) implements ManagementElement {}

    /** Agreement to a close (section 2.3.1.4). */
    record Ok() implements ManagementElement {}

    /**
     * A refusal (section 2.3.1.5).
     *
     * @param code a reply code
     * @param lang language of the text; empty for none
     * @param text a diagnostic for people; may be empty
     */
    record Refusal(int code, String lang, String text) implements ManagementElement {}

    /**
     * A wish to negotiate TLS (section 3.1.3.1).
     *
     * @param version the profile's version; "1" when absent
     */
    record Ready(String version) implements ManagementElement {}

    /** Agreement to negotiate TLS (section 3.1.3.2). */
    record Proceed() implements ManagementElement {}

    /**
     * A step of SASL (section 4.1.3).
     *
     * @param status how the exchange stands
     * @param base64 the mechanism's octets in base64; may be empty
     */
    record Blob(Status status, String base64) implements ManagementElement {
        /** How a SASL exchange stands. */
        public enum Status {
            /** A further step is to come. */
            CONTINUE,
            /** The client gives up. */
            ABORT,
            /** The server has succeeded. */
            COMPLETE
        }
    }
}
