package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;

/** An access service of two domains, what it says, and time that a test moves. */
final class AccessWorld {
    static final Instant START = Instant.parse("2000-05-14T21:02:00Z");
    private static final Set<String> ACCOUNTS =
            Set.of("fred@example.com", "wilma@example.com", "barney@example.com", "pebbles@rubble.com");

    /** What was said to somebody. */
    record Said(String recipient, String xml) {}

    final KeptRows rows;
    final AccessTable table;
    final Deque<Said> said = new ArrayDeque<>();
    final List<CompletableFuture<Boolean>> lookups = new ArrayList<>();
    boolean directoryAnswers = true;
    Instant now = START;
    private final DomainService service;

    AccessWorld() {
        this(new AccessBounds(3, 5, 2));
    }

    AccessWorld(AccessBounds bounds) {
        this(bounds, new KeptRows(), Runnable::run);
    }

    AccessWorld(AccessBounds bounds, KeptRows rows, Executor executor) {
        this.rows = rows;
        table = AccessTable.load(
                new DefaultAccess(List.of(new AccessDefault("*@example.com", List.of("core:data")))), rows);
        service = AccessService.open(
                new ServiceSurroundings(
                        List.of(Domain.parse("example.com"), Domain.parse("rubble.com")),
                        this::exists,
                        table,
                        (from, to, content) -> {
                            synchronized (said) {
                                said.add(new Said(
                                        to.toString(), content.in(Dialect.APEX).xml()));
                            }
                            return CompletableFuture.completedStage(ReplyCode.SUCCESS);
                        },
                        listener -> {},
                        () -> now,
                        (delay, command) -> () -> {},
                        () -> 0L),
                table,
                rows,
                bounds,
                executor);
    }

    private CompletionStage<Boolean> exists(Address endpoint) {
        var exists = new CompletableFuture<Boolean>();
        synchronized (lookups) {
            lookups.add(exists);
        }
        if (directoryAnswers) {
            exists.complete(endpoint.service()
                    .map("access"::equals)
                    .orElse(ACCOUNTS.contains(endpoint.parent().toString())));
        }
        return exists;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Somebody says something to the service of example.com. */
    AccessWorld says(String originator, String xml) {
        return says(originator, "apex=access@example.com", xml);
    }

    AccessWorld says(String originator, String to, String xml) {
        service.receive(Payload.of(Data.of(
                new DataContent("Content", XmlFragment.of(xml)), Address.parse(originator), Address.parse(to))));
        return this;
    }

    AccessWorld says(Payload payload) {
        service.receive(payload);
        return this;
    }

    AccessWorld hears(String recipient, String xml) {
        assertThat(said).isNotEmpty();
        assertThat(said.remove()).isEqualTo(new Said(recipient, xml));
        return this;
    }

    /** A reply with words. */
    AccessWorld hearsRefusal(String recipient, int code, int transId) {
        assertThat(said).isNotEmpty();
        var next = said.remove();
        assertThat(next.recipient()).isEqualTo(recipient);
        assertThat(next.xml())
                .startsWith("<reply code='" + code + "' transID='" + transId + "' xml:lang='en'>")
                .matches(".*>[^<]+</reply>");
        return this;
    }

    AccessWorld hearsNothing() {
        assertThat(said).isEmpty();
        return this;
    }

    boolean grants(String owner, String actor, String action) {
        return table.grants(Address.parse(owner), Address.parse(actor), action);
    }

    static String access(String owner, String actor, String actions, String lastUpdate) {
        return "<access owner='" + owner + "' actor='" + actor + "'"
                + (actions.isEmpty() ? "" : " actions='" + actions + "'")
                + (lastUpdate.isEmpty() ? "" : " lastUpdate='" + lastUpdate + "'") + " />";
    }

    static String set(int transId, String access) {
        return "<set transID='" + transId + "'>" + access + "</set>";
    }

    static String reply(int code, int transId) {
        return "<reply code='" + code + "' transID='" + transId + "' />";
    }

    /** Fred makes an entry, and hears of it. */
    AccessWorld fredSets(String actor, String actions) {
        says("fred@example.com", set(9, access("fred@example.com", actor, actions, "")));
        hears("fred@example.com", reply(250, 9));
        said.remove();
        return this;
    }
}
