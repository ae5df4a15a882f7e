package org.imxp.message;

import java.util.Locale;

/**
 * One element of a message's header: an RFC 822 field, or an extension in a namespace of its own.
 *
 * @param namespace {@link MessageNames#NAMESPACE}, or that of an extension; empty for none
 * @param name the element's local name; in the message namespace it has no upper-case letter
 * @param value the value on one line, without white space at its ends; any XML character may occur
 * @param lang a language tag, or empty for none
 */
public record HeaderField(String namespace, String name, String value, String lang) {
    /**
     * Unfolds the value.
     *
     * @throws MessageFault with 501 if the name, the value or the language cannot be written
     */
    public HeaderField {
        if (!XmlCharacters.isName(name)) {
            throw MessageFault.invalid(
                    "The header element name " + MessageFault.shown(name) + " is not an XML name without a colon.");
        }
        if (namespace.equals(MessageNames.NAMESPACE)) {
            checkRfc822Name(name);
        }
        value = Lines.unfold(value);
        lang = XmlCharacters.checkedLanguage(lang);
        if (XmlCharacters.forbidden(namespace).isPresent()
                || XmlCharacters.forbidden(value).isPresent()) {
            throw MessageFault.invalid("The header element '" + name + "' has a character that XML does not allow.");
        }
    }

    /**
     * An RFC 822 field.
     *
     * @param name the field's name in lower case
     * @param value its value
     * @return the field, without a language
     */
    public static HeaderField of(String name, String value) {
        return new HeaderField(MessageNames.NAMESPACE, name, value, "");
    }

    /**
     * Tells whether this is the RFC 822 field of a name.
     *
     * @param rfc822Name a name in lower case
     * @return whether it is
     */
    public boolean is(String rfc822Name) {
        return name.equals(rfc822Name) && namespace.equals(MessageNames.NAMESPACE);
    }

    private static void checkRfc822Name(String name) {
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            throw MessageFault.invalid("The header element " + MessageFault.shown(name)
                    + " has an upper-case letter; RFC 822 names have none.");
        }
        // A header in XML describes the message; the MIME fields describe a part and have no place in it (MSG-25).
        if (MessageNames.isMimeField(name)) {
            throw MessageFault.invalid(
                    "The MIME field '" + name + "' belongs to a MIME part, not to a message header.");
        }
    }
}
