package org.imxp.protocol;

/**
 * Whom an access entry is about: an address in which wildcards may stand (RFC 3341 section 3, requirement ACC-4). Two are equal
 * if they are written alike, but for the spelling of services and the case of domains.
 */
public final class ActorPattern {
    /** What {@link #distance} says of an actor that does not match. */
    public static final long NO_MATCH = Long.MAX_VALUE;

    /** How a part is compared. */
    private enum Kind {
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

    /** One side of the address: the whole text, or what remains beside the wildcard. */
    private record Part(Kind kind, String text) {}

    private static final String SERVICES = Dialect.APEX.servicePrefix();
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Part local;
    private final Part domain;

    private ActorPattern(Part local, Part domain) {
        this.local = local;
        this.domain = domain;
    }

    /**
     * Reads an actor. {@code \*} and {@code \\} stand for themselves (requirement ACC-5), and so does what is written as a
     * {@code %hh} escape.
     *
     * @param text such as {@code fred/*@*.example.com}, in either dialect's spelling
     * @return the actor
     * @throws ProtocolException 501 if it is none
     */
    public static ActorPattern parse(String text) {
        int at = text.indexOf('@');
        try {
            if (at < 1 || at != text.lastIndexOf('@')) {
                throw refusal(text);
            }
            return new ActorPattern(local(text, text.substring(0, at)), domain(text, text.substring(at + 1)));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The actor that is one address and no other.
     *
     * @param actor the address, in which an asterisk is itself
     * @return the actor
     */
    public static ActorPattern exactly(Address actor) {
        return new ActorPattern(
                new Part(Kind.EXACT, actor.local()),
                new Part(Kind.EXACT, actor.domain().toString()));
    }

    /**
     * The actor that is every service of a domain.
     *
     * @param domain the domain
     * @return {@code apex=*@domain}
     */
    public static ActorPattern servicesOf(Domain domain) {
        return new ActorPattern(new Part(Kind.STARTS, SERVICES), new Part(Kind.EXACT, domain.toString()));
    }

    /**
     * The actor that is every subaddress of an endpoint, but not the endpoint itself.
     *
     * @param endpoint such as {@code fred@example.com}, or a subaddress of it
     * @return {@code fred/*@example.com}, in which an asterisk before the solidus is itself
     */
    public static ActorPattern subaddressesOf(Address endpoint) {
        return new ActorPattern(
                new Part(Kind.STARTS, endpoint.parent().local() + "/"),
                new Part(Kind.EXACT, endpoint.domain().toString()));
    }

    /**
     * The actor that is everybody who is in a domain without saying who they are (OPEN-42).
     *
     * @param domain the domain
     * @return {@code anonymous/*@domain}
     */
    public static ActorPattern anonymousOf(Domain domain) {
        return subaddressesOf(new Address(Address.ANONYMOUS, domain));
    }

    private static Part local(String whole, String text) {
        if (text.equals("*")) {
            return new Part(Kind.USERS, "");
        }
        var imxp = Dialect.IMXP.servicePrefix();
        var canonical = text.startsWith(imxp) ? SERVICES + text.substring(imxp.length()) : text;
        if (canonical.equals(SERVICES + "*")) {
            return new Part(Kind.STARTS, SERVICES);
        }
        if (canonical.endsWith("/*")) {
            var start = unescaped(whole, canonical.substring(0, canonical.length() - 1));
            return new Part(Kind.STARTS, checkedLocal(whole, start + "x").substring(0, start.length()));
        }
        return new Part(Kind.EXACT, checkedLocal(whole, unescaped(whole, canonical)));
    }

    /** What no address can be is nobody. */
    private static String checkedLocal(String whole, String text) {
        try {
            return new Address(text, new DomainName("a")).local();
        } catch (IllegalArgumentException e) {
            var refusal = refusal(whole);
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private static Part domain(String whole, String text) {
        if (text.equals("*")) {
            return new Part(Kind.ANY, "");
        }
        boolean within = text.startsWith("*.");
        try {
            var name = within ? new DomainName(text.substring(2)) : Domain.parse(Percent.undo(text));
            return new Part(within ? Kind.ENDS : Kind.EXACT, name.toString());
        } catch (IllegalArgumentException | ProtocolException e) {
            var refusal = refusal(whole);
            refusal.addSuppressed(e);
            throw refusal;
        }
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
        return Percent.undo(plain.toString());
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(
                "actor \"" + Excerpt.of(text) + "\" is not allowed: an address, whose local part may be * or"
                        + " apex=* or end in /*, and whose domain may be * or begin with *.");
    }

    /**
     * How exactly an actor matches (requirement ACC-7): the domain counts first, then the local part; of each, how many
     * characters the wildcard covers, an exact match being better than any.
     *
     * @param actor who wants to act
     * @return less is better, 0 if this is no more than that address; {@link #NO_MATCH} if it does not match
     */
    public long distance(Address actor) {
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

    /**
     * The text of the actor in an entry; {@link #parse} reads it back.
     *
     * @param dialect decides how services are spelled
     * @return for example {@code imxp=*@example.com}
     */
    public String text(Dialect dialect) {
        return switch (local.kind()) {
                    case USERS -> "*";
                    case STARTS -> spelled(dialect) + "*";
                    case EXACT, ENDS, ANY -> spelled(dialect);
                }
                + "@"
                + switch (domain.kind()) {
                    case ANY -> "*";
                    case ENDS -> "*." + domain.text();
                    case EXACT, STARTS, USERS -> domain.text();
                };
    }

    private String spelled(Dialect dialect) {
        var text = local.text();
        var spelled = text.startsWith(SERVICES) ? dialect.servicePrefix() + text.substring(SERVICES.length()) : text;
        return Percent.keep(spelled).replace("\\", "\\\\").replace("*", "\\*");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActorPattern that && local.equals(that.local) && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * local.hashCode() + domain.hashCode();
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return text(Dialect.APEX);
    }
}
