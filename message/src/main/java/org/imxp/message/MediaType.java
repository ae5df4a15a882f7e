package org.imxp.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;

/**
 * A media type with its parameters (RFC 2045 section 5.1): names in lower case, values without their quotes.
 *
 * @param name such as {@code text/plain}
 * @param parameters in their order
 */
public record MediaType(String name, SequencedMap<String, String> parameters) {
    static final MediaType PLAIN = new MediaType("text/plain", new LinkedHashMap<>());
    static final MediaType OCTETS = new MediaType("application/octet-stream", new LinkedHashMap<>());

    private static final String CHARSET = "charset";
    private static final String TOKEN_CHARACTERS = "[A-Za-z0-9!#$%&'*+.^_`{|}~-]";
    private static final Pattern TOKEN = Pattern.compile(TOKEN_CHARACTERS + "+");
    private static final Pattern NAME = Pattern.compile(TOKEN_CHARACTERS + "{1,127}/" + TOKEN_CHARACTERS + "{1,127}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\x{A0}-\\x{10FFFF}&&[^\\p{Cs}]]*");

    /** Copies the map. */
    public MediaType {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads a media type.
     *
     * @param text such as {@code text/plain; charset=utf-8}
     * @return the type
     * @throws MessageFault with 501 if it is none, or has a parameter twice
     */
    public static MediaType parse(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw MessageFault.invalid("The media type " + MessageFault.shown(text) + " is not on one line.");
        }
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField("Content-Type", text));
        String name = String.valueOf(body.getValue()).strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw MessageFault.invalid(
                    "The media type " + MessageFault.shown(text) + " is not like text/plain, type and subtype.");
        }
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        for (NameValuePair pair : body.getParams()) {
            String parameter = pair.getName().strip().toLowerCase(Locale.ROOT);
            String value = pair.getValue() == null ? "" : pair.getValue();
            if (!TOKEN.matcher(parameter).matches() || !VALUE.matcher(value).matches()) {
                throw MessageFault.invalid("The media type " + MessageFault.shown(text) + " has a parameter that is not"
                        + " NAME=VALUE in printable characters.");
            }
            if (parameters.putIfAbsent(parameter, value) != null) {
                throw MessageFault.invalid(
                        "The media type " + MessageFault.shown(text) + " has the parameter '" + parameter + "' twice.");
            }
        }
        return new MediaType(name, parameters);
    }

    /**
     * Whether this is a type, with whatever parameters.
     *
     * @param otherName such as {@code text/plain}, in any case of its letters
     * @return whether it is
     */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** A header in XML, by its present name or the earlier one. */
    boolean isMessage() {
        return isMessage(name);
    }

    static boolean isMessage(String name) {
        return name.equalsIgnoreCase(MessageNames.MEDIA_TYPE) || name.equalsIgnoreCase(MessageNames.OLD_MEDIA_TYPE);
    }

    /** The XML types of RFC 7303 section 4. */
    boolean isXml() {
        return name.endsWith("+xml")
                || name.equals("text/xml")
                || name.equals("application/xml")
                || name.equals(MessageNames.OLD_MEDIA_TYPE);
    }

    boolean isText() {
        return name.startsWith("text/") && !isXml();
    }

    /**
     * Whether this is a type of parts.
     *
     * @return whether it begins with {@code multipart/}
     */
    public boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    /**
     * A parameter.
     *
     * @param parameter its name in lower case
     * @return its value
     */
    public Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    Optional<String> charset() {
        return parameter(CHARSET);
    }

    MediaType withoutCharset() {
        SequencedMap<String, String> others = new LinkedHashMap<>(parameters);
        others.remove(CHARSET);
        return new MediaType(name, others);
    }

    /** With the label of what this library writes, before the other parameters. */
    MediaType inUtf8() {
        SequencedMap<String, String> others =
                new LinkedHashMap<>(withoutCharset().parameters());
        others.putFirst(CHARSET, "UTF-8");
        return new MediaType(name, others);
    }

    /** As a Content-Type field has it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            text.append("; ").append(entry.getKey()).append('=').append(written(entry.getValue()));
        }
        return text.toString();
    }

    private static String written(String value) {
        return TOKEN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
