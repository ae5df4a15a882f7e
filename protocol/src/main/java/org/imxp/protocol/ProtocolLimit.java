package org.imxp.protocol;

import java.util.Locale;

/**
 * The bounds of what this package reads. One past any of them is refused with 554 (requirement CORE-51).
 *
 * <p>The configuration key of a bound is its name in lower case with hyphens: {@link #key()}.
 */
public enum ProtocolLimit {
    /** Octets of one BEEP payload, content included: 1 MiB. */
    PAYLOAD_OCTETS(1 << 20, "octets of a payload"),
    /** Octets of the XML of a control element, its content included, beside which other parts may be long: 4 MiB. */
    CONTROL_OCTETS(4 << 20, "octets of a control element"),
    /** Octets of the MIME header of a payload or of one of its parts: 8192. */
    HEADER_OCTETS(8192, "octets of a MIME header"),
    /** Parts of a multipart/related: 64. */
    PARTS(64, "parts of a multipart"),
    /** Nesting of XML elements, those of the content included: 32. */
    XML_DEPTH(32, "nested elements"),
    /** XML elements of a control element, those of the content included: 10,000. */
    ELEMENTS(10_000, "elements"),
    /** Attributes and namespace declarations of one XML element: 64. */
    ATTRIBUTES(64, "attributes of an element"),
    /** Characters of an attribute value: 4096. */
    ATTRIBUTE_CHARS(4096, "characters of an attribute"),
    /** Characters of an address: 1024. */
    ADDRESS_CHARS(1024, "characters of an address"),
    /** Recipients of one data: 100. */
    RECIPIENTS(100, "recipients of a data"),
    /** Options of one containing element: 16. */
    OPTIONS(16, "options of an element"),
    /** Languages that one option asks for: 16. */
    LANGUAGES(16, "languages of an option"),
    /** Characters of the text of an error, a terminate or a reply: 4096. */
    DIAGNOSTIC_CHARS(4096, "characters of a diagnostic"),
    /** Tuples of one presence entry: 100. */
    TUPLES(100, "tuples of a presence"),
    /** Capabilities of one tuple: 32. */
    CAPABILITIES(32, "capabilities of a tuple"),
    /** Characters of the text of a capability: 4096. */
    CAPABILITY_CHARS(4096, "characters of a capability"),
    /** Destinations of one statusResponse: 100. */
    DESTINATIONS(100, "destinations of a statusResponse"),
    /** Actions of one access entry or query: 64. */
    ACTIONS(64, "actions of an access entry or query"),
    /** Contacts or requests of one page: 100. */
    CONTACTS(100, "contacts or requests of a page");

    private final int standard;
    private final String subject;

    ProtocolLimit(int standard, String subject) {
        this.standard = standard;
        this.subject = subject;
    }

    /**
     * The bound when nothing else is configured.
     *
     * @return at least 1, in the unit that the name of the bound says
     */
    public int standard() {
        return standard;
    }

    /**
     * The name of the bound in a configuration.
     *
     * @return for example {@code payload-octets}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String subject() {
        return subject;
    }
}
