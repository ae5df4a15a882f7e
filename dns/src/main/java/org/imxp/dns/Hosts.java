package org.imxp.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The addresses of host names. */
final class Hosts {
    /**
     * What is known of a host.
     *
     * @param addresses those that can be connected to, IPv6 and IPv4 in turn
     * @param failures questions without an answer
     */
    record Host(List<InetAddress> addresses, List<String> failures) {}

    private final Answers answers;
    private final Executor threads;

    Hosts(Answers answers, Executor threads) {
        this.answers = answers;
        this.threads = threads;
    }

    /** Asks for both kinds at once. */
    CompletableFuture<Host> find(Name name, Deadline deadline) {
        return ask(name, Type.AAAA, deadline).thenCombine(ask(name, Type.A, deadline), Hosts::merged);
    }

    private CompletableFuture<Host> ask(Name name, int type, Deadline deadline) {
        return CompletableFuture.supplyAsync(
                () -> switch (answers.to(new Question(name, type), deadline)) {
                    case Answer.Records(var records, var ttl) -> new Host(usable(records), List.of());
                    case Answer.Nothing nothing -> new Host(List.of(), List.of());
                    case Answer.Unanswered(var why) -> new Host(List.of(), List.of(why));
                },
                threads);
    }

    /** In turn, so that one family that does not work here costs one vain attempt, not all of them (RFC 8305 section 4). */
    private static Host merged(Host one, Host other) {
        var addresses = new ArrayList<InetAddress>();
        Iterator<InetAddress> six = one.addresses().iterator();
        Iterator<InetAddress> four = other.addresses().iterator();
        while (six.hasNext() || four.hasNext()) {
            if (six.hasNext()) {
                addresses.add(six.next());
            }
            if (four.hasNext()) {
                addresses.add(four.next());
            }
        }
        var failures = new ArrayList<>(one.failures());
        failures.addAll(other.failures());
        return new Host(addresses, failures);
    }

    private static List<InetAddress> usable(List<Record> records) {
        var addresses = new ArrayList<InetAddress>();
        for (var one : records) {
            var address = switch (one) {
                case ARecord four -> four.getAddress();
                case AAAARecord six -> six.getAddress();
                default -> throw new IllegalStateException("not an address: " + one);
            };
            if (!address.isAnyLocalAddress() && !address.isMulticastAddress()) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
