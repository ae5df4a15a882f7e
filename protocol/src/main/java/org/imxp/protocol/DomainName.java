package org.imxp.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain by its name.
 *
 * @param name labels of letters, digits and hyphens (RFC 1123 section 2.1), at most 253 characters, kept in lower case
 */
public record DomainName(String name) implements Domain {
    private static final int MOST_CHARACTERS = 253;
    private static final Pattern LABELS = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*+");
    /** A name that ends so would be taken for an address; an address is written in brackets. */
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?[0-9]++");

    /** Refuses what is not a domain name. */
    public DomainName {
        if (name.length() > MOST_CHARACTERS
                || !LABELS.matcher(name).matches()
                || NUMERIC_END.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + Excerpt.of(name)
                    + "\" is not a domain: allowed are names such as example.com and literals such as [10.0.0.1]");
        }
        name = name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
