package org.imxp.system.raw;

/**
 * Data that carries an instant message, in the two forms of the draft's section 3.1.
 *
 * @param originator who sends it
 * @param recipient who gets it
 * @param text what it says
 * @param options elements between recipient and content; may be empty
 */
public record Data(String originator, String recipient, String text, String options) {
    private static final String NAMESPACE = "URN:IANA:message:rfc822:";

    /** How the message travels (the draft's section 3). */
    public enum Form {
        /** As an element inside {@code data}. */
        INLINE,
        /** As a part of a multipart/related, and itself one. */
        MULTIPART
    }

    /**
     * The payload of a MSG.
     *
     * @param form of the message
     * @return octets in ISO 8859-1
     */
    public String payload(Form form) {
        return Octets.utf8(
                switch (form) {
                    case INLINE ->
                        "Content-Type: application/beep+xml\r\n\r\n"
                                + element(
                                        "#Message",
                                        "<data-content Name='Message'>" + inlineContent() + "</data-content>");
                    case MULTIPART -> """
                        Content-Type: multipart/related; boundary="outer"; start="<0@example.com>"; type="application/beep+xml"

                        --outer
                        Content-Type: application/beep+xml
                        Content-ID: <0@example.com>

                        %s
                        --outer
                        %s
                        --outer--
                        """.replace("\n", "\r\n").formatted(element("cid:m@example.com", ""), part());
                });
    }

    /**
     * The content as it has to arrive: what stands in {@code data-content}, or the part that {@code cid:} names.
     *
     * @param form of the message
     * @return octets in ISO 8859-1
     */
    public String content(Form form) {
        return Octets.utf8(
                switch (form) {
                    case INLINE -> inlineContent();
                    case MULTIPART -> part();
                });
    }

    /**
     * The content of data that has arrived, cut out without reading it.
     *
     * @param payload of the MSG; octets in ISO 8859-1
     * @param form of the message
     * @return octets in ISO 8859-1
     */
    public static String contentOf(String payload, Form form) {
        return switch (form) {
            case INLINE -> {
                int start = payload.indexOf('>', payload.indexOf("<data-content")) + 1;
                yield payload.substring(start, payload.indexOf("</data-content"));
            }
            case MULTIPART -> Mime.parts(payload).get(1);
        };
    }

    /**
     * The text of a message that has arrived, in either form.
     *
     * @param message a MSG with data
     * @return as the author wrote it
     */
    public static String textOf(Message message) {
        if (!Mime.isMultipart(message.payload())) {
            return message.xml().only("Content").text();
        }
        var entity = Mime.parts(message.payload()).get(1);
        return Octets.text(Mime.body(Mime.parts(entity).get(1)));
    }

    private String element(String content, String inner) {
        return "<data content='%s'>\r\n  <originator identity='%s' />\r\n  <recipient identity='%s' />%s%s</data>"
                .formatted(content, originator, recipient, options, inner);
    }

    /** Comments, CDATA, odd white space and quotes: a relay has to leave all of it alone. */
    private String inlineContent() {
        return """

            <Message xmlns='%s' content="#Content"  ><!-- kept -->
              <date>Wed, 18 Oct 2000 14:23:07 +0100</date>
            \t<from>im:%s</from>
              <to>im:%s</to><subject>Message <![CDATA[format]]> example</subject>
              <Content Name='Content' type='text/plain' xml:lang='en'>%s</Content>
            </Message>
            """.replace("\n", "\r\n").formatted(NAMESPACE, originator, recipient, escaped(text));
    }

    private String part() {
        return """
            Content-Type: multipart/related; boundary="boundary"; start="<1@example.com>"; type="message/rfc822+xml"
            X-Kept:   as it is\t
            Content-ID: <m@example.com>

            --boundary
            Content-Type: message/rfc822+xml
            Content-ID: <1@example.com>

            <RFC822:Message xmlns:RFC822='%s'
                content='cid:2@example.com'>
              <RFC822:date>Wed, 18 Oct 2000 14:23:07 +0100</RFC822:date>
              <RFC822:from>im:%s</RFC822:from>
              <RFC822:to>im:%s</RFC822:to>
              <RFC822:subject>Message format example</RFC822:subject>
            </RFC822:Message>
            --boundary
            Content-Type: text/plain; charset=UTF-8
            Content-ID: <2@example.com>

            %s
            --boundary--\
            """.replace("\n", "\r\n").formatted(NAMESPACE, originator, recipient, text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
