package org.imxp.message.cpim;

import java.util.regex.Pattern;
import org.imxp.message.MailboxAddress;
import org.imxp.message.MessageFault;

/**
 * A value {@code [name] <URI>}, of an address or of a namespace.
 *
 * @param name a name, or a prefix; empty if there is none
 * @param uri an absolute URI
 */
record CpimAddress(String name, String uri) {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\\\\\s\\p{Cntrl}]+");

    static CpimAddress read(String value) {
        boolean quoted = value.startsWith("\"");
        int nameEnd = quoted ? CpimSyntax.stringEnd(value, 0) : value.indexOf('<');
        if (nameEnd < 0) {
            throw invalid(value);
        }
        String name = value.substring(0, nameEnd).strip();
        String rest = value.substring(nameEnd).strip();
        boolean named = quoted || (name.indexOf('"') < 0 && name.indexOf('>') < 0);
        boolean bracketed = rest.length() > 2 && rest.startsWith("<") && rest.endsWith(">");
        if (!named || !bracketed || !isUri(rest.substring(1, rest.length() - 1))) {
            throw invalid(value);
        }
        String plain = CpimEscapes.plain(quoted ? name.substring(1, name.length() - 1) : name);
        return new CpimAddress(plain, rest.substring(1, rest.length() - 1));
    }

    private static MessageFault invalid(String value) {
        return MessageFault.invalid(
                "The value " + MessageFault.shown(value) + " is not like 'Name <im:name@example.com>'.");
    }

    /** Whether this can be written. */
    static boolean isUri(String uri) {
        return ABSOLUTE.matcher(uri).matches();
    }

    /** RFC 3862 section 3.4: a namespace is no reference to a part of something. */
    String checkedNamespace() {
        if (uri.indexOf('#') >= 0 || (!name.isEmpty() && !CpimHeader.isName(name))) {
            throw MessageFault.invalid("The declaration of the namespace " + MessageFault.shown(uri)
                    + " has no prefix and absolute URI without fragment.");
        }
        return uri;
    }

    MailboxAddress mailbox() {
        return new MailboxAddress(name, uri);
    }

    @Override
    public String toString() {
        if (name.isEmpty()) {
            return "<" + uri + ">";
        }
        // Section 3.6: a space belongs to tokens, not to a string.
        return CpimSyntax.areTokens(name) ? name + " <" + uri + ">" : CpimEscapes.quoted(name) + "<" + uri + ">";
    }
}
