package org.imxp.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name of an endpoint: {@code local@domain}, where the local part may end in a {@code /subaddress} (RFC 3340 section
 * 2.2).
 *
 * <p>Local parts compare exactly, after escapes are undone (section 2.2.1). The local part of a service is kept in the
 * APEX spelling, {@code apex=report}, whichever dialect it was read in (requirements WIRE-3, WIRE-14).
 *
 * @param local the local part, escapes undone: one or two non-empty tokens around a solidus
 * @param domain the administrative domain
 */
public record Address(String local, Domain domain) {
    /** The local part that nobody has: those who do not say who they are have subaddresses of it (OPEN-42). */
    public static final String ANONYMOUS = "anonymous";

    private static final String APPLICATION_PREFIX = "appl=";
    /** RFC 3340 section 7.2: never assigned. */
    private static final Set<String> UNASSIGNABLE_SERVICES = Set.of("all", "core");
    /** Characters that stand for themselves in the address of a URI, beside letters and digits. */
    private static final String PLAIN_IN_URI = "-._~!$*+/=";

    private static final String PLAIN_IN_URI_DOMAIN = "-.:";
    private static final Set<String> URI_SCHEMES = Set.of("im", "pres", "imxp", "apex");

    /** Refuses what is not a local part, and takes either dialect's spelling of a service. */
    public Address {
        var imxp = Dialect.IMXP.servicePrefix();
        if (local.startsWith(imxp)) {
            local = Dialect.APEX.servicePrefix() + local.substring(imxp.length());
        }
        int solidus = local.indexOf('/');
        boolean oneOrTwoTokens = solidus < 0
                ? !local.isEmpty()
                : solidus > 0 && solidus < local.length() - 1 && solidus == local.lastIndexOf('/');
        if (!oneOrTwoTokens || !local.codePoints().allMatch(Address::isTokenCharacterOrSolidus)) {
            throw new IllegalArgumentException("\"" + Excerpt.of(local)
                    + "\" is not a local part: allowed are address and address/subaddress,"
                    + " of one character or more, without controls and @");
        }
    }

    /**
     * Reads an address as it stands in an element. {@code %hh} escapes are undone once (requirement CORE-2).
     *
     * @param text for example {@code fred/appl=im@example.com}, in either dialect's spelling
     * @return the address
     * @throws ProtocolException 501 if it is no address
     */
    public static Address parse(String text) {
        try {
            return split(text);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The well-known endpoint of a service (RFC 3340 section 6).
     *
     * @param name the service, such as {@code report}
     * @param domain the domain that it serves
     * @return for example {@code apex=report@example.com}
     */
    public static Address service(String name, Domain domain) {
        if (UNASSIGNABLE_SERVICES.contains(name)) {
            throw new IllegalArgumentException("no service may be named " + name + " (RFC 3340 section 7.2)");
        }
        return new Address(Dialect.APEX.servicePrefix() + name, domain);
    }

    /**
     * Reads an address from a URI (requirements SEED-6, SEED-7, WIRE-6). Headers after a question mark are ignored.
     *
     * @param uri for example {@code im:fred@example.com}; schemes im, pres, imxp and apex, in either case
     * @return the address, escapes undone
     * @throws ProtocolException 501 if the URI is none of these
     */
    public static Address fromUri(String uri) {
        int colon = uri.indexOf(':');
        var scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!URI_SCHEMES.contains(scheme) || uri.indexOf('#') >= 0) {
            throw ProtocolException.invalid(
                    "\"" + Excerpt.of(uri) + "\" is not an address: allowed are im:, pres:, imxp: and apex: URIs");
        }
        int query = uri.indexOf('?');
        return parse(uri.substring(colon + 1, query < 0 ? uri.length() : query));
    }

    private static Address split(String text) {
        int at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@')) {
            throw new IllegalArgumentException(
                    "\"" + Excerpt.of(text) + "\" is not an address: allowed is local@domain");
        }
        return new Address(Percent.undo(text.substring(0, at)), Domain.parse(Percent.undo(text.substring(at + 1))));
    }

    private static boolean isTokenCharacterOrSolidus(int c) {
        return c != '@' && Character.getType(c) != Character.CONTROL && XmlSyntax.isCharacter(c);
    }

    /**
     * The local part without its subaddress.
     *
     * @return for example {@code fred}
     */
    public String address() {
        return isSubaddress() ? local.substring(0, local.indexOf('/')) : local;
    }

    /**
     * What follows the solidus.
     *
     * @return for example {@code appl=im}, or empty
     */
    public Optional<String> subaddress() {
        return isSubaddress() ? Optional.of(local.substring(local.indexOf('/') + 1)) : Optional.empty();
    }

    /**
     * The endpoint application that the subaddress names (RFC 3340 section 2.2).
     *
     * @return for example {@code im}, or empty when the subaddress is not reserved for applications
     */
    public Optional<String> application() {
        return subaddress()
                .filter(name -> name.startsWith(APPLICATION_PREFIX))
                .map(name -> name.substring(APPLICATION_PREFIX.length()));
    }

    /**
     * The endpoint that this is a subaddress of.
     *
     * @return this address without its subaddress
     */
    public Address parent() {
        return isSubaddress() ? new Address(address(), domain) : this;
    }

    /**
     * Whether the local part has a subaddress.
     *
     * @return true for {@code fred/appl=im@example.com}
     */
    public boolean isSubaddress() {
        return local.indexOf('/') >= 0;
    }

    /**
     * Whether it is that of somebody who does not say who they are (OPEN-42).
     *
     * @return true for {@code anonymous/x7@example.com}, and for {@code anonymous@example.com}, which nobody is attached as
     */
    public boolean isAnonymous() {
        return address().equals(ANONYMOUS);
    }

    /**
     * Whether the local part is reserved for services (requirement CORE-4).
     *
     * @return true for {@code apex=report@example.com}
     */
    public boolean isService() {
        return local.startsWith(Dialect.APEX.servicePrefix());
    }

    /**
     * The service that the address belongs to.
     *
     * @return for example {@code report}, or empty for the address of a user
     */
    public Optional<String> service() {
        return isService()
                ? Optional.of(address().substring(Dialect.APEX.servicePrefix().length()))
                : Optional.empty();
    }

    /**
     * Whether permission for this endpoint is permission for the other (requirement CORE-32).
     *
     * @param other any address
     * @return true if the other is this one, or a subaddress of this one
     */
    public boolean covers(Address other) {
        return equals(other) || (!isSubaddress() && equals(other.parent()));
    }

    /**
     * The text of the address in an element of a dialect. {@link #parse} reads it back.
     *
     * @param dialect decides how a service is spelled
     * @return for example {@code imxp=report@example.com}
     */
    public String text(Dialect dialect) {
        return Percent.keep(spelled(dialect)) + "@" + domain;
    }

    private String spelled(Dialect dialect) {
        return isService()
                ? dialect.servicePrefix()
                        + local.substring(Dialect.APEX.servicePrefix().length())
                : local;
    }

    /**
     * The inbox of this endpoint (requirement SEED-6, RFC 3860).
     *
     * @return for example {@code im:fred@example.com}, other characters as escapes of their UTF-8 octets
     */
    public String imUri() {
        return "im:" + uriText(Dialect.APEX);
    }

    /**
     * The presentity of this endpoint (requirement SEED-7, RFC 3859).
     *
     * @return for example {@code pres:fred@example.com}
     */
    public String presUri() {
        return "pres:" + uriText(Dialect.APEX);
    }

    /**
     * The address as a URI of a dialect (requirement WIRE-6).
     *
     * @param dialect decides the scheme, and how a service is spelled
     * @return for example {@code apex:fred@example.com}
     */
    public String uri(Dialect dialect) {
        return dialect.uriScheme() + ":" + uriText(dialect);
    }

    private String uriText(Dialect dialect) {
        return Percent.escape(spelled(dialect), PLAIN_IN_URI) + "@"
                + Percent.escape(domain.toString(), PLAIN_IN_URI_DOMAIN);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return text(Dialect.APEX);
    }
}
