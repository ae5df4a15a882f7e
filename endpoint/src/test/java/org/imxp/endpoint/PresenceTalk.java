package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;

/**
 * Fred, attached, and a test in the place of the presence service of example.com. What they say to each other is written as in RFC
 * 3343: {@code C:} before what fred's program says, {@code S:} before what the service says. A transID is a letter, which stands for
 * the number that the program has taken.
 */
final class PresenceTalk implements AutoCloseable {
    static final String SERVICE = "apex=presence@example.com";
    private static final Pattern TRANS_ID = Pattern.compile("transID='([^']*)'");
    private static final int PATIENCE_SECONDS = 20;

    final ScriptedRelay relay = new ScriptedRelay();
    final ManualTime time = new ManualTime();
    final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    final Endpoint fred;
    private final Map<String, String> transIds = new HashMap<>();
    private final String service;

    PresenceTalk(EndpointLimits limits) {
        this(limits, SERVICE);
    }

    /** The same with another service of the domain. */
    PresenceTalk(EndpointLimits limits, String service) {
        this.service = service;
        fred = Endpoint.attach(relay.fred()
                .reattaching()
                .withEnvironment(Environment.system().withTime(time, time))
                .withLimits(limits));
    }

    PresenceTalk() {
        this(EndpointLimits.DEFAULT);
    }

    Presence presence() {
        return fred.presence();
    }

    /** Goes through some lines. */
    PresenceTalk play(String lines) {
        for (var line : lines.strip().lines().map(String::strip).toList()) {
            var said = line.substring(2).strip();
            if (line.startsWith("C:")) {
                hears(said);
            } else {
                assertThat(line).startsWith("S:");
                says(said);
            }
        }
        return this;
    }

    private void hears(String expected) {
        var sent = next();
        assertThat(sent.data().recipients().getFirst().identity()).hasToString(service);
        assertThat(sent.data().originator().identity()).hasToString("fred@example.com");
        var xml = ServiceContent.of(sent.payload()).xml();
        var letter = only(expected);
        if (letter.matches("[A-Z]")) {
            transIds.putIfAbsent(letter, only(xml));
        }
        assertThat(xml).isEqualTo(numbered(expected));
    }

    private ScriptedRelay.Sent next() {
        try {
            return relay.next();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String only(String xml) {
        var found = TRANS_ID.matcher(xml);
        assertThat(found.find()).as(xml).isTrue();
        return found.group(1);
    }

    private String numbered(String xml) {
        return TRANS_ID.matcher(xml)
                .replaceAll(found -> "transID='" + transIds.getOrDefault(found.group(1), found.group(1)) + "'");
    }

    void says(String xml) {
        saysAs(service, xml);
    }

    void saysAs(String originator, String xml) {
        assertThat(relay.data(originator, XmlFragment.of(numbered(xml)))).isEqualTo(new Ok());
    }

    /** What a handler was told next. */
    <T> T told(Class<T> type) {
        try {
            var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event).isInstanceOf(type);
            return type.cast(event);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T result(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static void fails(CompletableFuture<?> future, int code, String words) {
        Assertions.assertThatThrownBy(() -> result(future))
                .cause()
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.code().value()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    /** Loses the attachment, and has another. */
    void loseAndReturn() {
        var lost = new CompletableFuture<Duration>();
        fred.onReattach(event -> {
            if (event instanceof ReattachEvent.Lost(var _, var next)) {
                lost.complete(next);
            }
        });
        relay.lose();
        time.advance(result(lost));
    }

    /** Wilma's entry with one tuple, as the service says it when the time is as this endpoint has it at first. */
    static String publish(String transId, String lastUpdate, String until) {
        return publish(transId, "2026-11-23T10:00:00-00:00", lastUpdate, until);
    }

    /** The same at another time. */
    static String publish(String transId, String now, String lastUpdate, String until) {
        return "<publish publisher='wilma@example.com' transID='" + transId + "' timeStamp='" + now
                + "'><presence publisher='wilma@example.com' lastUpdate='" + lastUpdate
                + "'><tuple destination='im:wilma@example.com' availableUntil='" + until + "' /></presence></publish>";
    }

    @Override
    public void close() {
        // The relay first: nothing that is left to say keeps the endpoint then.
        relay.close();
        fred.close();
    }
}
