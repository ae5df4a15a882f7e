package org.imxp.beep;

import java.nio.charset.StandardCharsets;
import org.imxp.beep.management.ManagementReader;

/**
 * A profile that a start offers.
 *
 * @param uri the profile's URI
 * @param content the channel's first message, at most 4096 octets of UTF-8; empty for none
 */
public record ProfileOffer(String uri, String content) {
    /** Checks the size of the content. */
    public ProfileOffer {
        checkContent(content);
    }

    static void checkContent(String content) {
        var octets = content.getBytes(StandardCharsets.UTF_8).length;
        if (octets > ManagementReader.MAX_PIGGYBACK) {
            throw new IllegalArgumentException(
                    "content of " + octets + " octets, allowed are " + ManagementReader.MAX_PIGGYBACK);
        }
    }

    /**
     * A profile with nothing that rides along.
     *
     * @param uri the profile's URI
     * @return the offer
     */
    public static ProfileOffer of(String uri) {
        return new ProfileOffer(uri, "");
    }
}
