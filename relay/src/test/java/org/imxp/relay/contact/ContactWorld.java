package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.access.AccessBounds;
import org.imxp.relay.access.AccessService;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.access.KeptRows;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.AccountDirectory;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.service.Post;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.ContactData;

/** The contact services of example.com and rubble.com, each with an access service, whom they know, and what they say. */
final class ContactWorld {
    static final String FRED = "fred@example.com";
    static final String WILMA = "wilma@example.com";
    static final String BETTY = "betty@rubble.com";
    static final String BOTH = "core:data presence:subscribe";

    /** Since when everybody has an account. */
    static final Instant SINCE = Instant.parse("2025-06-01T00:00:00Z");

    /** One relay. */
    final class Member {
        final KeptContacts data = new KeptContacts();
        final KeptRows rows = new KeptRows();
        final AccessTable table;
        private final Domain domain;
        private final ServiceSurroundings around;
        private final AccessService access;
        private ContactService service;

        Member(String name, Limits limits) {
            domain = Domain.parse(name);
            table = AccessTable.load(
                    new DefaultAccess(List.of(
                            new AccessDefault("*@" + name, List.of("core:data"), Optional.of(name)),
                            new AccessDefault("fred/*@example.com", List.of("contact:get", "contact:set")))),
                    rows);
            int[] last = {name.length() * 1000};
            RandomGenerator counting = new RandomGenerator() {
                @Override
                public long nextLong() {
                    return last[0]++;
                }

                @Override
                public int nextInt(int origin, int bound) {
                    return last[0]++;
                }
            };
            around = new ServiceSurroundings(
                    List.of(domain), new Directory(), table, this::post, listener -> {}, time, time, counting);
            access = AccessService.open(around, table, rows, AccessBounds.of(Limits.defaults()), Runnable::run);
            open(limits, data, Runnable::run);
        }

        /** Another one takes the place of the service, as after a restart. */
        void open(Limits limits, ContactData kept, Executor executor) {
            service = ContactService.open(around, table, kept, ContactBounds.of(limits), executor, Runnable::run);
        }

        ContactService service() {
            return service;
        }

        private CompletionStage<ReplyCode> post(Address from, Address to, Post.Content content) {
            var xml = content.in(Dialect.APEX).xml();
            var target = members.get(to.domain().toString());
            if (target == null) {
                return CompletableFuture.completedStage(ReplyCode.NOT_TAKEN);
            }
            if (target != this && unreachable.contains(to.domain().toString())) {
                return CompletableFuture.completedStage(ReplyCode.SERVICE_NOT_AVAILABLE);
            }
            if (to.isService()) {
                between.add(xml);
                if (!deaf.contains(to.domain().toString())) {
                    target.receive(from.toString(), to.toString(), xml);
                }
                return CompletableFuture.completedStage(ReplyCode.IN_PROGRESS);
            }
            said.computeIfAbsent(to.toString(), none -> new ArrayDeque<>()).add(xml);
            return CompletableFuture.completedStage(ReplyCode.SUCCESS);
        }

        private void receive(String from, String to, String xml) {
            var payload = Payload.of(
                    Data.of(new DataContent("Content", XmlFragment.of(xml)), Address.parse(from), Address.parse(to)));
            if (to.startsWith("apex=contact@")) {
                service.receive(payload);
            } else {
                access.receive(payload);
            }
        }
    }

    private final class Directory implements AccountDirectory {
        @Override
        public CompletionStage<Boolean> exists(Address endpoint) {
            return since(endpoint).thenApply(Optional::isPresent);
        }

        @Override
        public CompletionStage<Optional<Instant>> since(Address endpoint) {
            return directoryFails
                    ? CompletableFuture.failedStage(new IllegalStateException("no answer"))
                    : CompletableFuture.completedStage(
                            Optional.ofNullable(accounts.get(endpoint.parent().toString())));
        }
    }

    final ManualAlarms time = new ManualAlarms();
    final Map<String, Instant> accounts = new HashMap<>();
    final Set<String> unreachable = new HashSet<>();
    /** Domains whose services get what is sent to them no more, though nobody notices. */
    final Set<String> deaf = new HashSet<>();
    /** What services said to each other. */
    final Deque<String> between = new ArrayDeque<>();

    boolean directoryFails;
    private final Map<String, Deque<String>> said = new LinkedHashMap<>();
    private final Map<String, Member> members = new HashMap<>();

    ContactWorld() {
        this(Limits.defaults());
    }

    ContactWorld(Limit limit, long value) {
        this(Limits.defaults().with(limit, value));
    }

    private ContactWorld(Limits limits) {
        for (var account : List.of(FRED, WILMA, "barney@example.com", BETTY, "bambam@rubble.com")) {
            accounts.put(account, SINCE);
        }
        for (var name : List.of("example.com", "rubble.com")) {
            members.put(name, new Member(name, limits));
        }
    }

    Member member(String domain) {
        return Optional.ofNullable(members.get(domain)).orElseThrow();
    }

    static String domain(String endpoint) {
        return endpoint.substring(endpoint.indexOf('@') + 1);
    }

    /** Somebody says something to the contact service of their domain. */
    ContactWorld says(String originator, String xml) {
        return says(originator, "apex=contact@" + domain(originator), xml);
    }

    ContactWorld says(String originator, String to, String xml) {
        member(domain(to)).receive(originator, to, xml);
        return this;
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    // ---- what is said ----------------------------------------------------------------------------------------------

    static String ask(int transId, String from, String to, String wants, String grants, String note) {
        return "<ask transID='" + transId + "' from='" + from + "' to='" + to + "' wants='" + wants + "'"
                + (grants.isEmpty() ? "" : " grants='" + grants + "'") + ">" + note + "</ask>";
    }

    /** Asks to write and to see, and offers the same. */
    ContactWorld asks(int transId, String from, String to) {
        return says(from, ask(transId, from, to, BOTH, BOTH, "Hello"));
    }

    ContactWorld answers(int transId, String owner, String from, String verdict) {
        return says(
                owner,
                "<answer transID='" + transId + "' to='" + owner + "' from='" + from + "' verdict='" + verdict
                        + "' />");
    }

    static String request(String from, String to) {
        return "<request transID='1' from='" + from + "' to='" + to + "' wants='" + BOTH + "' grants='" + BOTH
                + "' asked='2026-01-01T00:00:00Z' expires='2026-01-31T00:00:00Z'>Hello</request>";
    }

    static String get(String owner, String kind) {
        return "<get transID='9' owner='" + owner + "' kind='" + kind + "' />";
    }

    /** What an owner has. */
    String page(String owner, String kind) {
        says(owner, get(owner, kind));
        return heard(owner);
    }

    // ---- what they hear --------------------------------------------------------------------------------------------

    String heard(String endpoint) {
        var all = said.getOrDefault(endpoint, new ArrayDeque<>());
        assertThat(all).as("what %s hears", endpoint).isNotEmpty();
        return all.remove();
    }

    ContactWorld hears(String endpoint, String beginning) {
        assertThat(heard(endpoint)).startsWith(beginning);
        return this;
    }

    ContactWorld hearsReply(String endpoint, int code, int transId) {
        var heard = heard(endpoint);
        assertThat(heard).startsWith("<reply code='" + code + "' transID='" + transId + "'");
        if (code != 250) {
            assertThat(heard).matches(".* xml:lang='en'>[^<]+</reply>");
        }
        return this;
    }

    ContactWorld hearsNothing(String endpoint) {
        assertThat(said.getOrDefault(endpoint, new ArrayDeque<>())).isEmpty();
        return this;
    }

    int count(String endpoint) {
        return said.getOrDefault(endpoint, new ArrayDeque<>()).size();
    }

    /** Nobody cares what somebody has heard. */
    ContactWorld forget(String endpoint) {
        said.remove(endpoint);
        return this;
    }

    boolean grants(String owner, String actor, String action) {
        return member(domain(owner)).table.grants(Address.parse(owner), Address.parse(actor), action);
    }

    /** All that is allowed between two, for a look. */
    boolean isMutual(String one, String other) {
        return grants(one, other, "core:data")
                && grants(one, other, "presence:subscribe")
                && grants(other, one, "core:data")
                && grants(other, one, "presence:subscribe");
    }
}
