package org.imxp.beep;

import java.util.List;
import java.util.stream.Stream;

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

    /**
     * The SASL mechanisms among the profiles, in either spelling of their URIs (WIRE-12).
     *
     * @return their registered names, such as {@code SCRAM-SHA-256}
     */
    public List<String> mechanisms() {
        return profiles.stream()
                .flatMap(uri -> Stream.of(Tuning.SASL, Tuning.SASL_ALIAS)
                        .filter(uri::startsWith)
                        .map(prefix -> uri.substring(prefix.length())))
                .distinct()
                .toList();
    }

    /**
     * Whether the TLS profile is among the profiles, in either spelling of its URI.
     *
     * @return whether TLS can be started
     */
    public boolean offersTls() {
        return profiles.stream().anyMatch(Tuning::isTls);
    }
}
