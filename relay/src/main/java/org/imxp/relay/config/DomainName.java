package org.imxp.relay.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form of domain names in a configuration. */
final class DomainName {
    private static final int MAX = 253;
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private DomainName() {}

    /** The name in lower case. */
    static String canonical(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        if (name.length() > MAX || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no domain name: letters, digits, hyphens and dots are"
                            + " allowed, other scripts in their xn-- form");
        }
        return name;
    }
}
