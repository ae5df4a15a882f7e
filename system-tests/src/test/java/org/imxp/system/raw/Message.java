package org.imxp.system.raw;

/**
 * A BEEP message, whole.
 *
 * @param keyword MSG, RPY or ERR
 * @param number the message number
 * @param payload MIME headers, an empty line and the body; octets in ISO 8859-1
 */
public record Message(String keyword, int channel, int number, String payload) {
    /**
     * Whether it is a positive answer.
     *
     * @return whether the keyword is RPY
     */
    public boolean isPositive() {
        return keyword.equals("RPY");
    }

    /**
     * The XML: the body, or the first part of a multipart/related.
     *
     * @return the element
     */
    public Xml xml() {
        return Xml.parse(Mime.root(payload));
    }

    /**
     * The reply code.
     *
     * @return 250 for {@code ok}, else the code of the {@code error}
     */
    public int code() {
        var xml = xml();
        return xml.name().equals("ok") ? 250 : Integer.parseInt(xml.attribute("code"));
    }
}
