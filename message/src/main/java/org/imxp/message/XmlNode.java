package org.imxp.message;

/** What is within an XML element. */
public sealed interface XmlNode permits XmlElement, XmlNode.Text {
    /**
     * Characters.
     *
     * @param characters one or more
     */
    record Text(String characters) implements XmlNode {
        /**
         * Checks that XML can carry them.
         *
         * @throws MessageFault with 501 if it cannot
         */
        public Text {
            XmlElement.checkCharacters(characters);
        }
    }
}
