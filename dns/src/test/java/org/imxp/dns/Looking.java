package org.imxp.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.testkit.TestDnsServer;

/** A finder for tests: its clock is turned by hand, and its limits are those of the test. */
final class Looking {
    static final DnsLimits LIMITS = DnsLimits.defaults();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final RelayFinder finder;

    private Looking(List<InetSocketAddress> servers, Dialect preferred, DnsLimits limits) {
        finder = new RelayFinder(new DnsSettings(servers, preferred, limits, now::get, new Random(1)));
    }

    static Looking at(TestDnsServer server) {
        return with(server, LIMITS);
    }

    static Looking with(TestDnsServer server, DnsLimits limits) {
        return new Looking(List.of(server.address()), Dialect.APEX, limits);
    }

    static Looking atAll(List<InetSocketAddress> servers, DnsLimits limits) {
        return new Looking(servers, Dialect.APEX, limits);
    }

    static Looking preferring(Dialect dialect, TestDnsServer server) {
        return new Looking(List.of(server.address()), dialect, LIMITS);
    }

    RelayFinder finder() {
        return finder;
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    RelayLookup find(String domain, Mode mode) {
        return finder.find(Domain.parse(domain), mode)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Each as "relay.example.com 10.0.0.1 4000 APEX", or the name of the outcome and why. */
    List<String> text(String domain, Mode mode) {
        return text(find(domain, mode));
    }

    static List<String> text(RelayLookup lookup) {
        return switch (lookup) {
            case RelayLookup.Found(var addresses) ->
                addresses.stream().map(Looking::text).toList();
            case RelayLookup.NoService(var why) -> List.of("no service: " + why);
            case RelayLookup.NotFound(var why) -> List.of("not found: " + why);
            case RelayLookup.Failed(var why) -> List.of("failed: " + why);
        };
    }

    private static String text(RelayAddress one) {
        return String.join(
                " ",
                one.host(),
                one.address().getHostAddress(),
                String.valueOf(one.port()),
                one.dialect().map(Dialect::name).orElse("-"));
    }
}
