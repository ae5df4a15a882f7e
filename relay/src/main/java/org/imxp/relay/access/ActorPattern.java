package org.imxp.relay.access;

import java.util.Locale;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;

/**
 * Whom an entry is about: an address in which wildcards may stand (RFC 3341 section 3).
 *
 * @param local what the local part has to be
 * @param domain what the domain has to be
 */
record ActorPattern(Part local, Part domain) {
    /**
     * One side of the address.
     *
     * @param kind how it is compared
     * @param text the whole text, or what remains beside the wildcard
     */
    record Part(Kind kind, String text) {}

    /** How a part is compared. */
    enum Kind {
        EXACT,
        /** {@code fred/*}: what follows is not empty (requirement ACC-8). */
        STARTS,
        /** {@code *.example.com}: the domain itself too (OPEN-12). */
        ENDS,
        /** {@code *} as a local part: anybody but a service. */
        USERS,
        /** {@code *} as a domain. */
        ANY
    }

    /** What {@link #distance} says of an actor that does not match. */
    static final long NO_MATCH = Long.MAX_VALUE;

    private static final String SERVICES = Dialect.APEX.servicePrefix();
    private static final int MOST_CHARACTERS = 1 << 20;

    /**
     * Reads an actor.
     *
     * @param text such as {@code fred/*@*.example.com}; {@code \*} and {@code \\} stand for themselves (requirement ACC-5)
     * @throws IllegalArgumentException if it is none
     */
    static ActorPattern parse(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1) {
            throw refusal(text);
        }
        return new ActorPattern(local(text, text.substring(0, at)), domain(text, text.substring(at + 1)));
    }

    static ActorPattern exactly(Address actor) {
        return new ActorPattern(
                new Part(Kind.EXACT, actor.local()),
                new Part(Kind.EXACT, actor.domain().toString()));
    }

    static ActorPattern servicesOf(Domain domain) {
        return new ActorPattern(new Part(Kind.STARTS, SERVICES), new Part(Kind.EXACT, domain.toString()));
    }

    private static Part local(String whole, String text) {
        if (text.equals("*")) {
            return new Part(Kind.USERS, "");
        }
        var imxp = Dialect.IMXP.servicePrefix();
        var canonical = text.startsWith(imxp) ? SERVICES + text.substring(imxp.length()) : text;
        if (canonical.equals(SERVICES + "*") || (canonical.endsWith("/*") && canonical.length() > 2)) {
            return new Part(Kind.STARTS, unescaped(whole, canonical.substring(0, canonical.length() - 1)));
        }
        return new Part(Kind.EXACT, unescaped(whole, canonical));
    }

    private static Part domain(String whole, String text) {
        if (text.equals("*")) {
            return new Part(Kind.ANY, "");
        }
        if (text.startsWith("*.")) {
            return new Part(Kind.ENDS, domainName(whole, text.substring(2)));
        }
        return new Part(Kind.EXACT, domainName(whole, text));
    }

    private static String domainName(String whole, String text) {
        if (text.isEmpty() || text.indexOf('*') >= 0) {
            throw refusal(whole);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String unescaped(String whole, String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = i < text.length() ? text.charAt(i) : ' ';
                if (c != '\\' && c != '*') {
                    throw refusal(whole);
                }
            } else if (c == '*') {
                throw refusal(whole);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(
                "actor \"" + text + "\" is not allowed: an address, whose local part may be * or"
                        + " apex=* or end in /*, and whose domain may be * or begin with *.");
    }

    /**
     * How exactly the actor matches (requirement ACC-7): the domain counts first, then the local part; of each, how many
     * characters the wildcard covers, an exact match being better than any.
     *
     * @return less is better; {@link #NO_MATCH} for none
     */
    long distance(Address actor) {
        int far = distance(domain, actor.domain().toString(), actor);
        int near = distance(local, actor.local(), actor);
        return far < 0 || near < 0 ? NO_MATCH : (long) far * MOST_CHARACTERS + near;
    }

    private static int distance(Part part, String text, Address actor) {
        boolean matches = switch (part.kind()) {
            case EXACT -> text.equals(part.text());
            case STARTS ->
                text.startsWith(part.text()) && text.length() > part.text().length();
            case ENDS -> isWithin(text, part.text());
            case USERS -> !actor.isService();
            case ANY -> true;
        };
        if (!matches) {
            return -1;
        }
        return part.kind() == Kind.EXACT ? 0 : 1 + text.length() - part.text().length();
    }

    private static boolean isWithin(String domain, String suffix) {
        return domain.equals(suffix)
                || (domain.endsWith(suffix) && domain.charAt(domain.length() - suffix.length() - 1) == '.');
    }
}
