package org.imxp.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An XML element as a value, for the small documents that contents are: without prefixes, comments and processing instructions.
 *
 * @param namespace its namespace; empty for none
 * @param name its local name
 * @param attributes its attributes, without declarations of namespaces
 * @param content the elements and the text within, in their order
 */
public record XmlElement(String namespace, String name, List<Attribute> attributes, List<XmlNode> content)
        implements XmlNode {
    /**
     * An attribute.
     *
     * @param namespace its namespace; empty for none
     * @param name its local name
     * @param value its value
     */
    public record Attribute(String namespace, String name, String value) {
        /**
         * Checks that XML can carry it.
         *
         * @throws MessageFault with 501 if it cannot
         */
        public Attribute {
            checkName(name);
            checkCharacters(namespace);
            checkCharacters(value);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws MessageFault with 501 if XML cannot carry a name
     */
    public XmlElement {
        checkName(name);
        checkCharacters(namespace);
        attributes = List.copyOf(attributes);
        content = List.copyOf(content);
    }

    /**
     * An element with text and without attributes.
     *
     * @param namespace its namespace
     * @param name its name
     * @param text the characters within, or nothing
     * @return the element
     */
    public static XmlElement of(String namespace, String name, String text) {
        return new XmlElement(namespace, name, List.of(), text.isEmpty() ? List.of() : List.of(new XmlNode.Text(text)));
    }

    /**
     * An element with elements and without attributes.
     *
     * @param namespace its namespace
     * @param name its name
     * @param children the elements within
     * @return the element
     */
    public static XmlElement of(String namespace, String name, List<XmlElement> children) {
        return new XmlElement(namespace, name, List.of(), List.copyOf(children));
    }

    /**
     * Reads a document.
     *
     * @param xml its characters, with or without an XML declaration
     * @param limits how many and how deep elements may be
     * @return its root
     * @throws MessageFault with 500 if it is not well-formed or has a DOCTYPE, with 501 if it is beyond a limit
     */
    public static XmlElement read(String xml, MessageLimits limits) {
        return XmlElementReader.read(xml, limits);
    }

    /**
     * This element with one more attribute of no namespace.
     *
     * @param attribute its name
     * @param value its value
     * @return the element
     */
    public XmlElement with(String attribute, String value) {
        return with(new Attribute("", attribute, value));
    }

    /**
     * This element with one more attribute.
     *
     * @param attribute the attribute
     * @return the element
     */
    public XmlElement with(Attribute attribute) {
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(attribute);
        return new XmlElement(namespace, name, more, content);
    }

    /**
     * Whether this is an element of a name.
     *
     * @param ofNamespace the namespace
     * @param ofName the local name
     * @return whether it is
     */
    public boolean is(String ofNamespace, String ofName) {
        return name.equals(ofName) && namespace.equals(ofNamespace);
    }

    /**
     * The elements within.
     *
     * @return those that are children of this one
     */
    public List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /**
     * The elements within that have a name and this one's namespace.
     *
     * @param child the local name
     * @return the children in their order
     */
    public List<XmlElement> children(String child) {
        return children().stream()
                .filter(element -> element.is(namespace, child))
                .toList();
    }

    /**
     * The only element within that has a name and this one's namespace.
     *
     * @param child the local name
     * @return the child
     * @throws MessageFault with 501 if there is more than one
     */
    public Optional<XmlElement> child(String child) {
        List<XmlElement> found = children(child);
        if (found.size() > 1) {
            throw MessageFault.invalid("The element " + MessageFault.shown(name) + " has more than one "
                    + MessageFault.shown(child) + "; one is allowed.");
        }
        return found.stream().findFirst();
    }

    /**
     * The characters that are directly within.
     *
     * @return the text, with its white space
     */
    public String text() {
        return content.stream()
                .map(node -> node instanceof XmlNode.Text(String characters) ? characters : "")
                .collect(Collectors.joining());
    }

    /**
     * The value of an attribute of no namespace.
     *
     * @param attribute its name
     * @return the value
     */
    public Optional<String> attribute(String attribute) {
        return attribute("", attribute);
    }

    /**
     * The value of an attribute.
     *
     * @param ofNamespace its namespace
     * @param attribute its name
     * @return the value
     */
    public Optional<String> attribute(String ofNamespace, String attribute) {
        return attributes.stream()
                .filter(one -> one.name().equals(attribute) && one.namespace().equals(ofNamespace))
                .map(Attribute::value)
                .findFirst();
    }

    /**
     * Writes this element as a document in UTF-8.
     *
     * @return an XML declaration, a line end and the element
     */
    public String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + XmlElementWriter.write(this);
    }

    private static void checkName(String name) {
        if (!XmlCharacters.isName(name)) {
            throw MessageFault.invalid("The name " + MessageFault.shown(name) + " is not an XML name without a colon.");
        }
    }

    static void checkCharacters(String text) {
        if (XmlCharacters.forbidden(text).isPresent()) {
            throw MessageFault.invalid(
                    "The text " + MessageFault.shown(text) + " has a character that XML does not allow.");
        }
    }
}
