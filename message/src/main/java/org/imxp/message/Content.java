package org.imxp.message;

/** What a message says: characters, XML, or octets of any other media type. */
public sealed interface Content permits TextContent, XmlContent, OpaqueContent {
    /**
     * The media type with its parameters, but without a charset, since characters have none until they are written.
     *
     * @return such as {@code text/plain; format=flowed}; the type, the subtype and parameter names are in lower case
     */
    String type();

    /**
     * The language.
     *
     * @return a language tag, or empty if none is known
     */
    String lang();

    /**
     * The same content, said to be of another language.
     *
     * @param lang a language tag, or empty for none
     * @return the content
     */
    Content withLang(String lang);

    /**
     * The media type without parameters.
     *
     * @return such as {@code text/plain}
     */
    default String mediaType() {
        return MediaType.parse(type()).name();
    }
}
