package org.imxp.protocol;

/**
 * An option by its registered name.
 *
 * @param name an XML NMTOKEN, such as {@code statusRequest}
 */
public record InternalOption(String name) implements OptionName {
    /** Refuses what is not an NMTOKEN. */
    public InternalOption {
        if (!XmlSyntax.isNmtoken(name)) {
            throw new IllegalArgumentException(
                    "internal is \"" + Excerpt.of(name) + "\": allowed are name tokens such as statusRequest");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
