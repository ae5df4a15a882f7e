package org.imxp.beep;

import java.util.List;

/**
 * What a peer offers (RFC 3080 section 2.3.1.1).
 *
 * @param profiles URIs of the profiles that it serves
 * @param features its optional features
 * @param localize the languages it wants in diagnostics, best first
 */
public record Greeting(List<String> profiles, List<String> features, List<String> localize) {
    /** Copies the lists. */
    public Greeting {
        profiles = List.copyOf(profiles);
        features = List.copyOf(features);
        localize = List.copyOf(localize);
    }
}
