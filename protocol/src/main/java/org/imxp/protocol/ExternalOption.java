package org.imxp.protocol;

/**
 * An option by a URI.
 *
 * @param uri an absolute URI, with or without a fragment
 */
public record ExternalOption(String uri) implements OptionName {
    /** Refuses what is not an absolute URI. */
    public ExternalOption {
        ContentUri.checkAbsolute("external", uri);
    }

    @Override
    public String toString() {
        return uri;
    }
}
