package org.imxp.relay.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service that is not offered (RFC 2779 section 2.1.1).
 *
 * @param service its name, such as {@code presence}
 * @param domain the domain that does without it, in lower case; empty for all
 */
public record ServiceSwitch(String service, Optional<String> domain) {
    /** Those that can be switched off. */
    static final List<String> SERVICES = List.of("access", "presence", "contact");

    private static final Pattern FORM = Pattern.compile("(?<service>[A-Za-z0-9.-]+)(?:@(?<domain>[^@\\s]+))?");

    /**
     * Reads a switch.
     *
     * @param text {@code presence}, or {@code presence@example.com}
     * @return the switch
     * @throws IllegalArgumentException if it is neither
     */
    static ServiceSwitch parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not allowed: SERVICE or SERVICE@DOMAIN, such as presence@example.com");
        }
        return new ServiceSwitch(
                String.valueOf(parts.group("service")),
                Optional.ofNullable(parts.group("domain")).map(DomainName::canonical));
    }
}
