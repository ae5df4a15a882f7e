package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.imxp.protocol.Domain;

/** Which domains' data can go where, by what peers have bound, in all sessions. Used by all threads. */
final class Bindings {
    private final ConcurrentMap<Domain, List<Binding>> byDomain = new ConcurrentHashMap<>();

    void add(Binding binding) {
        byDomain.merge(binding.domain(), List.of(binding), Bindings::joined);
    }

    void remove(Binding binding) {
        byDomain.computeIfPresent(binding.domain(), (domain, bound) -> {
            var left = new ArrayList<>(bound);
            left.remove(binding);
            return left.isEmpty() ? null : List.copyOf(left);
        });
    }

    /** The oldest binding of a domain on a session where data of the given domain of ours is believed. */
    Optional<Binding> find(Domain domain, Domain own) {
        return byDomain.getOrDefault(domain, List.of()).stream()
                .filter(binding -> binding.link().speaksFor(own))
                .findFirst();
    }

    /** How many there are. */
    int size() {
        return byDomain.values().stream().mapToInt(List::size).sum();
    }

    private static List<Binding> joined(List<Binding> some, List<Binding> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
