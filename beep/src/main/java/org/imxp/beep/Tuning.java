package org.imxp.beep;

import java.util.ArrayList;
import java.util.List;

/** The URIs of the tuning profiles (WIRE-12), and which of them a peer serves. */
final class Tuning {
    static final String TLS = "http://iana.org/beep/TLS";
    static final String TLS_ALIAS = "http://xml.resource.org/profiles/TLS";
    static final String SASL = "http://iana.org/beep/SASL/";
    static final String SASL_ALIAS = "http://xml.resource.org/profiles/sasl/";

    private Tuning() {}

    static boolean isTls(String uri) {
        return uri.equals(TLS) || uri.equals(TLS_ALIAS);
    }

    /** All that settings serve to one session, tuning first. */
    static List<Profile> profiles(SessionSettings settings) {
        var all = new ArrayList<Profile>();
        if (settings.tls() != TlsPolicy.OFF) {
            all.add(new TlsProfile());
        }
        var binding = new BindingUse();
        settings.authentication()
                .ifPresent(authentication -> SaslProfile.MECHANISMS.forEach(
                        mechanism -> all.add(new SaslProfile(mechanism, authentication, binding))));
        all.addAll(settings.profiles());
        return List.copyOf(all);
    }
}
