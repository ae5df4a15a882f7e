package org.imxp.message;

import java.util.Optional;

/**
 * Text. Its lines end in LF here, and in CRLF on the wire; trailing spaces are kept.
 *
 * @param text the characters
 * @param type a media type {@code text/...} other than {@code text/xml}, without a charset
 * @param lang a language tag, or empty for none
 */
public record TextContent(String text, String type, String lang) implements Content {
    /**
     * Turns line ends to LF, and drops a charset from the type.
     *
     * @throws MessageFault with 501 if the type is not one of text, or a surrogate stands alone
     */
    public TextContent {
        MediaType media = MediaType.parse(type);
        if (!media.isText()) {
            throw MessageFault.invalid("The media type " + MessageFault.shown(type) + " is not text.");
        }
        type = media.withoutCharset().toString();
        text = Lines.lf(Unicode.checked(text));
        lang = XmlCharacters.checkedLanguage(lang);
    }

    /**
     * Plain text, of a language that is not told.
     *
     * @param text the characters
     * @return the content
     */
    public static TextContent plain(String text) {
        return new TextContent(text, MediaType.PLAIN.name(), "");
    }

    /**
     * A parameter of the media type, such as {@code format}.
     *
     * @param name the parameter's name in lower case
     * @return its value
     */
    public Optional<String> parameter(String name) {
        return MediaType.parse(type).parameter(name);
    }

    @Override
    public TextContent withLang(String other) {
        return new TextContent(text, type, other);
    }
}
