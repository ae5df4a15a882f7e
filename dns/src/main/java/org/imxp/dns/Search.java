package org.imxp.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.dns.Hosts.Host;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.DomainName;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One look-up, from a domain to addresses (requirements CORE-6, WIRE-15 and OPEN-26). Blocks until its deadline at most. */
final class Search {
    private final Answers answers;
    private final Hosts hosts;
    private final ServiceOrder order;
    private final int most;
    private final DomainName domain;
    private final Mode mode;
    private final Deadline deadline;
    private final List<String> asked = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private boolean named;

    Search(Tools tools, DomainName domain, Mode mode) {
        this.answers = tools.answers();
        this.hosts = tools.hosts();
        this.order = tools.order();
        this.most = tools.limits().addresses();
        this.deadline = Deadline.in(tools.limits().lookup());
        this.domain = domain;
        this.mode = mode;
    }

    /** What all searches share. */
    record Tools(Answers answers, Hosts hosts, ServiceOrder order, DnsLimits limits) {}

    RelayLookup find(Dialect preferred) {
        for (var dialect : bothFrom(preferred)) {
            var addresses = byService(dialect);
            if (!addresses.isEmpty()) {
                return new RelayLookup.Found(addresses);
            }
        }
        var addresses = failures.isEmpty() && refusals.isEmpty() && !named ? byDomain() : List.<RelayAddress>of();
        if (!addresses.isEmpty()) {
            return new RelayLookup.Found(addresses);
        }
        if (!failures.isEmpty()) {
            return new RelayLookup.Failed(String.join("; ", failures));
        }
        return refusals.isEmpty()
                ? new RelayLookup.NotFound("DNS has no address under " + String.join(", ", asked))
                : new RelayLookup.NoService("DNS says that there is no such service: the only target of "
                        + String.join(", ", refusals) + " is \".\"");
    }

    private static List<Dialect> bothFrom(Dialect preferred) {
        return switch (preferred) {
            case IMXP -> List.of(Dialect.IMXP, Dialect.APEX);
            case APEX -> List.of(Dialect.APEX, Dialect.IMXP);
        };
    }

    private List<RelayAddress> byService(Dialect dialect) {
        var name = serviceName(dialect);
        if (name.isEmpty()) {
            return List.of();
        }
        var question = new Question(name.get(), Type.SRV);
        asked.add(question.toString());
        return switch (answers.to(question, deadline)) {
            case Answer.Records(var records, var ttl) ->
                byTargets(question, records.stream().map(SRVRecord.class::cast).toList(), dialect);
            case Answer.Nothing nothing -> List.of();
            case Answer.Unanswered(var why) -> {
                failures.add(why);
                yield List.of();
            }
        };
    }

    /** A domain may be so long that there is no room for the labels before it: then it has no such record. */
    private Optional<Name> serviceName(Dialect dialect) {
        try {
            return Optional.of(Name.concatenate(Name.fromString(mode.labels(dialect)), domainName()));
        } catch (NameTooLongException e) {
            return Optional.empty();
        } catch (TextParseException e) {
            throw new IllegalStateException("not a name: " + mode.labels(dialect), e);
        }
    }

    private Name domainName() {
        try {
            return Name.fromString(domain.name(), Name.root);
        } catch (TextParseException e) {
            throw new IllegalStateException("a domain that is no name for DNS: " + domain, e);
        }
    }

    private List<RelayAddress> byTargets(Question question, List<SRVRecord> records, Dialect dialect) {
        if (records.size() == 1 && records.getFirst().getTarget().equals(Name.root)) {
            refusals.add(question.toString());
            return List.of();
        }
        named = true;
        var usable = records.stream()
                .filter(one -> one.getPort() > 0 && !one.getTarget().equals(Name.root))
                .toList();
        var pending = order.of(usable).stream()
                .limit(most)
                .map(one -> addresses(one.getTarget(), one.getPort(), Optional.of(dialect)))
                .toList();
        return pending.stream()
                .flatMap(one -> one.join().stream())
                .distinct()
                .limit(most)
                .toList();
    }

    private List<RelayAddress> byDomain() {
        return addresses(domainName(), mode.port(), Optional.empty()).join().stream()
                .limit(most)
                .toList();
    }

    private CompletableFuture<List<RelayAddress>> addresses(Name name, int port, Optional<Dialect> dialect) {
        var text = name.toString(true).toLowerCase(Locale.ROOT);
        asked.add(text);
        return hosts.find(name, deadline).thenApply(host -> at(host, text, port, dialect));
    }

    private List<RelayAddress> at(Host host, String name, int port, Optional<Dialect> dialect) {
        synchronized (failures) {
            failures.addAll(host.failures());
        }
        return host.addresses().stream()
                .map(address -> new RelayAddress(address, port, name, dialect))
                .toList();
    }
}
