package org.imxp.dns;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * The DNS servers, asked one after the other until one answers: by UDP, and by TCP when what came is cut short. Calls block;
 * they are made on virtual threads.
 */
final class Servers {
    private static final int DNS_PORT = 53;

    private final List<SimpleResolver> resolvers = new ArrayList<>();
    private final DnsLimits limits;
    private final Executor threads;
    private final Semaphore questions;

    /** No servers stands for those of the system, which are looked up here, in files or the registry. */
    Servers(List<InetSocketAddress> servers, DnsLimits limits, Executor threads) {
        this.limits = limits;
        this.threads = threads;
        this.questions = new Semaphore(limits.questions());
        for (var server : servers.isEmpty() ? ofTheSystem() : servers) {
            var resolver = new SimpleResolver(server);
            resolver.setTimeout(limits.attempt().compareTo(limits.lookup()) < 0 ? limits.attempt() : limits.lookup());
            resolvers.add(resolver);
        }
    }

    /** As they are now: a machine that has moved to another network has others. */
    private static List<InetSocketAddress> ofTheSystem() {
        ResolverConfig.refresh();
        var servers = ResolverConfig.getCurrentConfig().servers();
        return servers.isEmpty() ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT)) : servers;
    }

    /**
     * Asks until there is an answer without an error, or one that there is no such name.
     *
     * @throws UnansweredException if no server gives one in time
     */
    Message ask(Question question, Deadline deadline) throws UnansweredException {
        var failures = new LinkedHashMap<String, String>();
        try {
            if (!questions.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnansweredException(question + ": " + limits.questions()
                        + " other questions wait for the DNS servers, as many as are allowed");
            }
            try {
                return askEach(question, deadline, failures);
            } finally {
                questions.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException(question + ": the look-up was interrupted", e);
        }
    }

    private Message askEach(Question question, Deadline deadline, Map<String, String> failures)
            throws UnansweredException, InterruptedException {
        for (int attempt = 1; attempt <= limits.attempts(); attempt++) {
            for (var resolver : resolvers) {
                if (deadline.isOver()) {
                    failures.putIfAbsent("nobody", "was asked in time");
                    throw unanswered(question, failures);
                }
                var server = name(resolver.getAddress());
                var time = deadline.atMost(limits.attempt());
                try {
                    var message = resolver.sendAsync(question.query(), threads)
                            .toCompletableFuture()
                            .get(time.toNanos(), TimeUnit.NANOSECONDS);
                    if (message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN) {
                        return message;
                    }
                    failures.put(server, "answers " + Rcode.string(message.getRcode()));
                } catch (TimeoutException e) {
                    failures.put(server, "gave no answer" + within(time));
                } catch (ExecutionException e) {
                    failures.put(server, "gave no answer" + detail(e, time));
                }
            }
        }
        throw unanswered(question, failures);
    }

    private static String detail(ExecutionException failure, Duration time) {
        var cause = failure.getCause();
        if (cause instanceof InterruptedIOException) {
            return within(time);
        }
        return ": " + (cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage());
    }

    private static String within(Duration time) {
        return " within " + time.toMillis() + " ms";
    }

    private static UnansweredException unanswered(Question question, Map<String, String> failures) {
        var text = new ArrayList<String>();
        failures.forEach((server, failure) -> text.add(server + " " + failure));
        return new UnansweredException(question + ": " + String.join("; ", text));
    }

    private static String name(InetSocketAddress server) {
        var address = server.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + server.getPort();
    }
}
