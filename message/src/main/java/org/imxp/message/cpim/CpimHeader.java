package org.imxp.message.cpim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imxp.message.MessageFault;

/**
 * A header as it is on the wire (RFC 3862 section 3).
 *
 * @param prefix the prefix of its namespace, without the point; empty for the default namespace
 * @param name its name
 * @param parameters such as {@code ;lang=fr}; empty if there are none
 * @param value the value with its escapes
 */
public record CpimHeader(String prefix, String name, String parameters, String value) {
    private static final Pattern NAME = Pattern.compile("[!#-'*+\\-A-Z^_`a-z|~0-9]+");
    private static final Pattern LANG = Pattern.compile(";lang=([A-Za-z0-9-]+)");
    private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x1F\\x7F]*");

    /**
     * Checks that it can be written.
     *
     * @throws MessageFault with 500 if a name, the parameters or the value is none
     */
    public CpimHeader {
        boolean named = (prefix.isEmpty() || isName(prefix)) && isName(name);
        boolean valued = VALUE.matcher(value).matches() && !value.startsWith(" ") && !value.endsWith(" ");
        if (!named || !valued || CpimSyntax.parametersEnd(parameters, 0) != parameters.length()) {
            throw malformed(name + ":" + parameters + " " + value);
        }
    }

    /**
     * A header of the default namespace.
     *
     * @param name its name
     * @param text its value, which is escaped
     * @return the header
     */
    public static CpimHeader of(String name, String text) {
        return new CpimHeader("", name, "", CpimEscapes.escaped(text));
    }

    static CpimHeader read(String line) {
        int colon = line.indexOf(':');
        int space = colon < 0 ? -1 : CpimSyntax.parametersEnd(line, colon + 1);
        if (space < 0 || space == line.length() || line.charAt(space) != ' ') {
            throw malformed(line);
        }
        String full = line.substring(0, colon);
        int point = full.indexOf('.');
        if (point == 0) {
            throw malformed(line);
        }
        return new CpimHeader(
                full.substring(0, Math.max(point, 0)),
                full.substring(point + 1),
                line.substring(colon + 1, space),
                line.substring(space + 1));
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The value without its escapes.
     *
     * @return the text
     */
    public String text() {
        return CpimEscapes.plain(value);
    }

    /**
     * The language of the value.
     *
     * @return a language tag, if it has one
     */
    public Optional<String> lang() {
        Matcher lang = LANG.matcher(parameters);
        return lang.find() ? Optional.of(String.valueOf(lang.group(1))) : Optional.empty();
    }

    /** The line, without its end. */
    @Override
    public String toString() {
        return (prefix.isEmpty() ? "" : prefix + ".") + name + ":" + parameters + " " + value;
    }

    private static MessageFault malformed(String line) {
        return MessageFault.malformed("The line " + MessageFault.shown(line)
                + " is not a CPIM header 'Name: value': one space, none at the ends, no control characters.");
    }
}
