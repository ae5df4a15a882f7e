package org.imxp.endpoint;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Option;

/**
 * Who an endpoint is, and how it reaches its relay.
 *
 * @param endpoint its address, by which it also authenticates (requirement SEED-46)
 * @param password asked once for each attaching
 * @param relay where its relay is; by default DNS is asked
 * @param protection TLS and authentication
 * @param dialect the one preferred; the other is used when the relay offers that only. IMXP by default
 * @param attachOptions options of the attach, such as attachOverride
 * @param reattach how it attaches again when the attachment is lost; by default it does not
 * @param receives whether it takes messages and other data; by default it does
 * @param session the bounds of the session
 * @param limits the other bounds
 * @param environment what it takes from around it
 */
public record EndpointSettings(
        Address endpoint,
        Supplier<char[]> password,
        RelayLocation relay,
        Protection protection,
        Dialect dialect,
        List<Option> attachOptions,
        Optional<Reattach> reattach,
        boolean receives,
        SessionLimits session,
        EndpointLimits limits,
        Environment environment) {
    /** Refuses to be a service. */
    public EndpointSettings {
        attachOptions = List.copyOf(attachOptions);
        if (endpoint.isService()) {
            throw new IllegalArgumentException(endpoint + " is a service: allowed are addresses of users");
        }
    }

    /**
     * An endpoint with TLS required, every mechanism, and the default bounds.
     *
     * @param endpoint such as {@code fred@example.com}
     * @param password its password; copied
     * @return the settings
     * @throws org.imxp.protocol.ProtocolException 501 if the endpoint is no address
     */
    public static EndpointSettings of(String endpoint, char[] password) {
        var address = Address.parse(endpoint);
        var copy = password.clone();
        return new EndpointSettings(
                address,
                copy::clone,
                RelayLocation.byDns(),
                Protection.required(),
                Dialect.IMXP,
                List.of(),
                Optional.empty(),
                true,
                SessionLimits.defaults(),
                EndpointLimits.DEFAULT,
                Environment.system());
    }

    /**
     * The same for a password that is text.
     *
     * @param endpoint such as {@code fred@example.com}
     * @param password its password
     * @return the settings
     */
    public static EndpointSettings of(String endpoint, String password) {
        return of(endpoint, password.toCharArray());
    }

    /**
     * An endpoint that does not say who it is, for one attachment (OPEN-42): {@code anonymous/ID@domain}, with an identifier that
     * nobody guesses. It may do what others have allowed to {@code anonymous/*@domain}, if the domain admits it at all.
     *
     * @param domain the domain whose relay it attaches to
     * @return the settings
     * @throws org.imxp.protocol.ProtocolException 501 if it is no domain
     */
    public static EndpointSettings anonymous(String domain) {
        var id = Long.toUnsignedString(Environment.system().random().nextLong(), 36);
        return of(Address.ANONYMOUS + "/" + id + "@" + domain, new char[0]);
    }

    /**
     * The same at a relay that is known, so that DNS is not asked for it.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @return the settings
     */
    public EndpointSettings relay(String host, int port) {
        return relay(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * The same at a relay that is known, so that DNS is not asked for it.
     *
     * @param address where it listens
     * @return the settings
     */
    public EndpointSettings relay(InetSocketAddress address) {
        return relay(new RelayLocation.Fixed(address));
    }

    /**
     * The same at another relay.
     *
     * @param where where it is, or who says so
     * @return the settings
     */
    public EndpointSettings relay(RelayLocation where) {
        return new EndpointSettings(
                endpoint,
                password,
                where,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same, trusting others.
     *
     * @param trust whom it takes for the relay
     * @return the settings
     */
    public EndpointSettings trusting(TlsContext trust) {
        return withProtection(new Protection(protection.tls(), trust, protection.mechanisms()));
    }

    /**
     * The same with another TLS policy.
     *
     * @param policy whether the session may, or must, be encrypted
     * @return the settings
     */
    public EndpointSettings withTls(TlsPolicy policy) {
        return withProtection(new Protection(policy, protection.trust(), protection.mechanisms()));
    }

    /**
     * The same with these mechanisms only.
     *
     * @param names such as {@code SCRAM-SHA-256}
     * @return the settings
     */
    public EndpointSettings withMechanisms(String... names) {
        var named = Arrays.stream(names).map(EndpointSettings::mechanism).toList();
        return withProtection(new Protection(protection.tls(), protection.trust(), named));
    }

    private static SaslMechanism mechanism(String name) {
        return SaslMechanism.named(name)
                .filter(SaslMechanism::takesPassword)
                .orElseThrow(() -> new IllegalArgumentException("mechanism \"" + name + "\": allowed are "
                        + String.join(
                                ", ",
                                SaslMechanism.byPassword().stream()
                                        .map(SaslMechanism::registeredName)
                                        .toList())));
    }

    /**
     * The same with other protection.
     *
     * @param other TLS and authentication
     * @return the settings
     */
    public EndpointSettings withProtection(Protection other) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                other,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same with another dialect preferred.
     *
     * @param preferred the dialect
     * @return the settings
     */
    public EndpointSettings withDialect(Dialect preferred) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                preferred,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same, taking the place of an application that is attached as the endpoint already (requirement OPT-1).
     *
     * @return the settings
     */
    public EndpointSettings overriding() {
        return withAttachOptions(List.of(Option.internal("attachOverride", 0)));
    }

    /**
     * The same, attaching again by itself when the attachment is lost: unless the relay says no for good, such as to its password,
     * or another application has taken its place. What was being sent then is not sent again (requirement CORE-30).
     *
     * @return the settings
     */
    public EndpointSettings reattaching() {
        return reattaching(Reattach.DEFAULT);
    }

    /**
     * The same, attaching again by itself as for {@link #reattaching()}, with other waits.
     *
     * @param waits how long it waits before each attempt
     * @return the settings
     */
    public EndpointSettings reattaching(Reattach waits) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                Optional.of(waits),
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same for a program that sends and asks, but has nobody who would read: data that comes is refused with 450, so that its
     * sender learns of it, and what the relay holds for the endpoint stays there. Reports and answers of services are taken.
     *
     * @return the settings
     */
    public EndpointSettings sendingOnly() {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                false,
                session,
                limits,
                environment);
    }

    /**
     * The same as another endpoint of the same account.
     *
     * @param other the address of the account, or a subaddress of it
     * @return the settings
     * @throws IllegalArgumentException if it is another account's
     */
    public EndpointSettings as(Address other) {
        if (!endpoint.parent().equals(other.parent())) {
            throw new IllegalArgumentException(
                    other + " is not of the same account: allowed are " + endpoint.parent() + " and its subaddresses");
        }
        return new EndpointSettings(
                other,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same with another password.
     *
     * @param source asked for each attaching; what it gives is wiped by nobody else
     * @return the settings
     */
    public EndpointSettings withPassword(Supplier<char[]> source) {
        return new EndpointSettings(
                endpoint,
                source,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same with these options of the attach.
     *
     * @param options the options
     * @return the settings
     */
    public EndpointSettings withAttachOptions(List<Option> options) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                options,
                reattach,
                receives,
                session,
                limits,
                environment);
    }

    /**
     * The same with other bounds of the session.
     *
     * @param bounds the bounds
     * @return the settings
     */
    public EndpointSettings withSession(SessionLimits bounds) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                bounds,
                limits,
                environment);
    }

    /**
     * The same with other bounds.
     *
     * @param bounds the bounds
     * @return the settings
     */
    public EndpointSettings withLimits(EndpointLimits bounds) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                bounds,
                environment);
    }

    /**
     * The same in another environment.
     *
     * @param other what it takes from around it
     * @return the settings
     */
    public EndpointSettings withEnvironment(Environment other) {
        return new EndpointSettings(
                endpoint,
                password,
                relay,
                protection,
                dialect,
                attachOptions,
                reattach,
                receives,
                session,
                limits,
                other);
    }

    /** Who and where; never the password. */
    @Override
    public String toString() {
        return endpoint + " at " + relay;
    }
}
