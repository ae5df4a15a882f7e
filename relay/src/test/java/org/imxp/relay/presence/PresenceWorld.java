package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.function.Consumer;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.AccountDirectory;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.service.Post;
import org.imxp.relay.service.ServiceSurroundings;

/** The presence service of example.com and rubble.com, whom it knows, and what it says. */
final class PresenceWorld {
    /** Since when everybody has an account. */
    static final Instant SINCE = Instant.parse("2025-06-01T00:00:00Z");

    private static final String SINCE_TEXT = "2025-06-01T00:00:00-00:00";

    final ManualAlarms time = new ManualAlarms();
    final TestAccess access = new TestAccess();
    final TestJournal journal = new TestJournal();
    final Map<String, Instant> accounts = new HashMap<>();
    private final Map<String, Deque<String>> said = new LinkedHashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Deque<CompletableFuture<ReplyCode>> unanswered = new ArrayDeque<>();
    private final Deque<CompletableFuture<Optional<Instant>>> lookups = new ArrayDeque<>();
    private final List<Consumer<Address>> goneListeners = new ArrayList<>();
    private boolean lookUpByHand;
    private ReplyCode outcome = ReplyCode.SUCCESS;
    private Instant last = SINCE;
    private final ServiceSurroundings around;
    private PresenceService service;

    PresenceWorld() {
        this(Limits.defaults());
    }

    PresenceWorld(Limit limit, long value) {
        this(Limits.defaults().with(limit, value));
    }

    private PresenceWorld(Limits limits) {
        for (var name : List.of("fred", "wilma", "barney", "dino")) {
            accounts.put(name + "@example.com", SINCE);
        }
        accounts.put("pebbles@rubble.com", SINCE);
        access.all("core:data", "presence:subscribe", "presence:watch");
        around = new ServiceSurroundings(
                List.of(Domain.parse("example.com"), Domain.parse("rubble.com")),
                new Directory(),
                access,
                this::send,
                goneListeners::add,
                time,
                time,
                () -> 1);
        service = new PresenceService(PresenceBounds.of(limits), around, journal);
        service.listen(around, access, true);
    }

    ServiceSurroundings around() {
        return around;
    }

    /** Another service takes the place of the one there was. */
    void use(PresenceService other) {
        service = other;
    }

    private final class Directory implements AccountDirectory {
        @Override
        public CompletionStage<Boolean> exists(Address endpoint) {
            return since(endpoint).thenApply(Optional::isPresent);
        }

        @Override
        public CompletionStage<Optional<Instant>> since(Address endpoint) {
            var since = new CompletableFuture<Optional<Instant>>();
            if (lookUpByHand) {
                lookups.add(since);
            } else {
                since.complete(
                        Optional.ofNullable(accounts.get(endpoint.parent().toString())));
            }
            return since;
        }
    }

    Deque<CompletableFuture<Optional<Instant>>> lookupsByHand() {
        lookUpByHand = true;
        return lookups;
    }

    private synchronized CompletionStage<ReplyCode> send(Address from, Address to, Post.Content content) {
        assertThat(from.service()).contains("presence");
        said.computeIfAbsent(to.toString(), none -> new ArrayDeque<>())
                .add(content.in(Dialect.APEX).xml());
        if (!silent.contains(to.toString())) {
            return CompletableFuture.completedFuture(outcome);
        }
        var answer = new CompletableFuture<ReplyCode>();
        unanswered.add(answer);
        return answer;
    }

    /** What becomes of what is said from now on. */
    void outcome(ReplyCode code) {
        outcome = code;
    }

    /** An endpoint that does not answer until it is told to. */
    void silence(String endpoint) {
        silent.add(endpoint);
    }

    /** Answers the first that was said and not answered. */
    void answer() {
        unanswered.remove().complete(ReplyCode.SUCCESS);
    }

    int unanswered() {
        return unanswered.size();
    }

    // ---- what endpoints do -----------------------------------------------------------------------------------------

    PresenceWorld says(String endpoint, String xml) {
        return says(endpoint, "example.com", xml);
    }

    /** Says something to the service of a domain. */
    PresenceWorld says(String endpoint, String domain, String xml) {
        service.receive(Payload.of(Data.of(
                new DataContent("Content", XmlFragment.of(xml)),
                Address.parse(endpoint),
                Address.service("presence", Domain.parse(domain)))));
        return this;
    }

    PresenceWorld says(Payload payload) {
        service.receive(payload);
        return this;
    }

    PresenceWorld subscribes(String endpoint, int transId, int duration) {
        return says(
                endpoint,
                "<subscribe publisher='fred@example.com' duration='" + duration + "' transID='" + transId + "' />");
    }

    PresenceWorld watches(String endpoint, int transId, int duration) {
        return says(
                endpoint,
                "<watch publisher='fred@example.com' duration='" + duration + "' transID='" + transId + "' />");
    }

    PresenceWorld terminates(String endpoint, int transId) {
        return says(endpoint, "<terminate transID='" + transId + "' />");
    }

    /** Fred publishes, after what he published this way before, that he is reached by a URI until some time. */
    PresenceWorld publishes(String destination, String until) {
        says("fred@example.com", publish("fred@example.com", 998, last.toString(), tuple(destination, until)));
        last = time.instant().isAfter(last) ? time.instant() : last.plusMillis(1);
        return gets("fred@example.com", "<reply code='250' transID='998' />");
    }

    static String publish(String publisher, int transId, String lastUpdate, String tuples) {
        return "<publish publisher='" + publisher + "' transID='" + transId
                + "' timeStamp='2026-01-01T00:00:00Z'><presence publisher='" + publisher + "'"
                + (lastUpdate.isEmpty() ? "" : " lastUpdate='" + lastUpdate + "'") + ">" + tuples
                + "</presence></publish>";
    }

    static String tuple(String destination, String until) {
        return "<tuple destination='" + destination + "' availableUntil='" + until + "' />";
    }

    static String attribute(String xml, String name) {
        int from = xml.indexOf(" " + name + "='") + name.length() + 3;
        return xml.substring(from, xml.indexOf('\'', from));
    }

    void gone(String endpoint) {
        goneListeners.forEach(listener -> listener.accept(Address.parse(endpoint)));
    }

    // ---- what they hear --------------------------------------------------------------------------------------------

    synchronized String heard(String endpoint) {
        var all = said.getOrDefault(endpoint, new ArrayDeque<>());
        assertThat(all).as("what %s hears", endpoint).isNotEmpty();
        return all.remove();
    }

    PresenceWorld gets(String endpoint, String xml) {
        assertThat(heard(endpoint)).isEqualTo(xml);
        return this;
    }

    /** A reply, whatever its words. */
    PresenceWorld getsReply(String endpoint, int code, int transId) {
        assertThat(heard(endpoint)).startsWith("<reply code='" + code + "' transID='" + transId + "'");
        return this;
    }

    /** The entry of an endpoint that has published nothing. */
    PresenceWorld getsInitial(String endpoint, int transId) {
        var heard = heard(endpoint);
        assertThat(heard)
                .startsWith("<publish publisher='fred@example.com' transID='" + transId + "' ")
                .endsWith("<presence publisher='fred@example.com' lastUpdate='" + SINCE_TEXT + "'>"
                        + tuple("im:fred@example.com", SINCE_TEXT) + "</presence></publish>");
        return this;
    }

    /** An entry with such a tuple. */
    PresenceWorld getsTuple(String endpoint, int transId, String destination) {
        assertThat(heard(endpoint))
                .startsWith("<publish publisher='fred@example.com' transID='" + transId + "' ")
                .contains("<presence publisher='fred@example.com' ", "<tuple destination='" + destination + "'");
        return this;
    }

    synchronized PresenceWorld getsNothing(String endpoint) {
        assertThat(said.getOrDefault(endpoint, new ArrayDeque<>())).isEmpty();
        return this;
    }

    synchronized int count(String endpoint) {
        return said.getOrDefault(endpoint, new ArrayDeque<>()).size();
    }
}
