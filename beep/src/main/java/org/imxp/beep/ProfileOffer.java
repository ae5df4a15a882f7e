package org.imxp.beep;

/**
 * A profile that a start offers.
 *
 * @param uri the profile's URI
 * @param content the channel's first message, at most 4096 octets of UTF-8; empty for none
 */
public record ProfileOffer(String uri, String content) {
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
