package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imxp.endpoint.Outcome;
import org.imxp.protocol.Address;
import org.imxp.relay.store.HeldDatum;

/**
 * Knows what has happened to each message of a simulated world, from watching the wires, the disks and the applications, and
 * compares with that what relays and endpoints claim.
 */
final class Witness {
    /** A message that an application sent. */
    record Sent(int number, Address from, boolean holds, Optional<Duration> expiry, Instant at) {}

    private static final Pattern NUMBER = Pattern.compile("no-(\\d+);");
    private static final Pattern RECIPIENT = Pattern.compile("<recipient\\s+identity=['\"]([^'\"]*)['\"]");
    private static final int ABORTED = 451;
    private static final int UNKNOWN_TO_US = 500;

    /** A message for one recipient. */
    private record Way(int number, Address to) {}

    /** What is known of it. */
    private static final class Fate {
        private final Sent sent;
        private int onWire;
        private int received;
        private boolean stored;
        private Optional<Instant> expiry = Optional.empty();
        private Optional<Outcome> denied = Optional.empty();
        private final List<Outcome> claims = new ArrayList<>();

        Fate(Sent sent) {
            this.sent = sent;
        }
    }

    /** What came from one endpoint for another that may be held, in its order. */
    private record Pair(Address from, Address to) {}

    private static final class Order {
        private final Map<Integer, Integer> places = new HashMap<>();
        private int last = -1;
    }

    private final ManualTime time;
    private final Map<Way, Fate> fates = new LinkedHashMap<>();
    private final Map<Pair, Order> orders = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    Witness(ManualTime time) {
        this.time = time;
    }

    static String text(int number) {
        return "no-" + number + ";";
    }

    private static Optional<Integer> number(String text) {
        var found = NUMBER.matcher(text);
        return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    void note(String event) {
        story.add(time.instant() + " " + event);
    }

    void sent(Sent sent, List<Address> recipients) {
        note("sent " + sent + " to " + recipients);
        recipients.forEach(to -> fates.put(new Way(sent.number(), to), new Fate(sent)));
    }

    /** A relay gets a message, whole. */
    void atRelay(SimulatedRelay relay, String payload) {
        number(payload).ifPresent(number -> {
            var recipients = RECIPIENT.matcher(payload);
            while (recipients.find()) {
                var to = Address.parse(recipients.group(1));
                var fate = fates.get(new Way(number, to));
                if (to.domain().equals(relay.domain()) && fate != null && fate.sent.holds()) {
                    var order = orders.computeIfAbsent(new Pair(fate.sent.from(), to), pair -> new Order());
                    order.places.putIfAbsent(number, order.places.size());
                }
            }
        });
    }

    /** A data is on disk. */
    void stored(HeldDatum datum) {
        var text = new String(datum.payload().copy(), java.nio.charset.StandardCharsets.ISO_8859_1);
        number(text)
                .flatMap(number -> fate(number, Address.parse(datum.recipient())))
                .ifPresent(fate -> {
                    note("stored " + fate.sent.number() + " for " + datum.recipient());
                    if (!fate.sent.holds()) {
                        fault(fate, "is held, and nobody asked for that");
                    }
                    if (fate.stored) {
                        fault(fate, "is stored twice");
                    }
                    fate.stored = true;
                    fate.expiry = datum.expiry();
                });
    }

    /** An endpoint gets a message, before its library has looked at it. */
    void atEndpoint(Address endpoint, String payload) {
        number(payload).flatMap(number -> fate(number, endpoint)).ifPresent(fate -> {
            note("given " + fate.sent.number() + " to " + endpoint);
            fate.onWire++;
            if (fate.onWire > 1 && !fate.stored) {
                fault(fate, "was sent twice, and not held");
            }
        });
    }

    /** An application gets a message. */
    void received(Address endpoint, String text) {
        number(text).flatMap(number -> fate(number, endpoint)).ifPresent(fate -> {
            note("received " + fate.sent.number() + " by " + endpoint);
            fate.received++;
            if (fate.received > 1) {
                fault(fate, "was received twice by " + endpoint);
            }
            fate.denied.ifPresent(outcome -> fault(fate, "was received by " + endpoint + ", although " + outcome));
            if (fate.sent.holds()) {
                inOrder(fate, endpoint);
            }
        });
    }

    private void inOrder(Fate fate, Address to) {
        var order = orders.computeIfAbsent(new Pair(fate.sent.from(), to), pair -> new Order());
        int place = order.places.getOrDefault(fate.sent.number(), -1);
        if (place < order.last) {
            fault(fate, "came before another to the relay, and after it to " + to);
        }
        order.last = place;
    }

    private Optional<Fate> fate(int number, Address to) {
        return Optional.ofNullable(fates.get(new Way(number, to)));
    }

    // ---- what is claimed -------------------------------------------------------------------------------------------

    /** The sender's library tells an outcome. */
    void claimed(int number, Address to, Outcome outcome) {
        note("claimed of " + number + " for " + to + ": " + outcome);
        fate(number, to).ifPresent(fate -> {
            fate.claims.add(outcome);
            switch (outcome) {
                case Outcome.Delivered _ -> {
                    // A program that is busy has it in its inbox.
                    if (fate.onWire == 0) {
                        fault(fate, "is said to be delivered to " + to + ", and is not");
                    }
                }
                case Outcome.Held _ -> {
                    if (!fate.stored) {
                        fault(fate, "is said to be held for " + to + ", and is not on disk");
                    }
                }
                case Outcome.Expired _ -> {
                    if (fate.sent.expiry().filter(most -> !isPast(fate, most)).isPresent()) {
                        fault(fate, "is said to have expired before its time");
                    }
                }
                case Outcome.Refused(var code, var _) -> {
                    // 451 stands for what nobody knows, too.
                    if (code.value() != ABORTED && code.value() != UNKNOWN_TO_US) {
                        denied(fate, to, outcome);
                    }
                }
                case Outcome.NotAttached _, Outcome.UnknownRecipient _, Outcome.Unreachable _ ->
                    denied(fate, to, outcome);
                case Outcome.Unknown _ -> {}
            }
        });
    }

    private boolean isPast(Fate fate, Duration most) {
        return !time.instant().isBefore(fate.sent.at().plus(most));
    }

    private void denied(Fate fate, Address to, Outcome outcome) {
        fate.denied = Optional.of(outcome);
        if (fate.received > 0) {
            fault(fate, "was received by " + to + ", although " + outcome);
        }
    }

    private void fault(Fate fate, String what) {
        fault("message " + fate.sent.number() + " of " + fate.sent.from() + " " + what);
    }

    void fault(String what) {
        faults.add(what);
        note("FAULT " + what);
    }

    Optional<String> firstFault() {
        return faults.stream().findFirst();
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** Everybody is there again, and nothing is under way. */
    void end(boolean calm) {
        fates.forEach((way, fate) -> {
            boolean expired = fate.expiry
                    .filter(time -> !time.isAfter(this.time.instant()))
                    .isPresent();
            if (fate.stored && fate.received == 0 && !expired) {
                fault(fate, "was on disk for " + way.to() + ", and is lost");
            }
            boolean delivered = fate.claims.stream().anyMatch(Outcome.Delivered.class::isInstance);
            if (delivered && fate.received == 0) {
                fault(fate, "was said to be delivered to " + way.to() + ", and was not");
            }
            boolean unknown = fate.claims.stream().anyMatch(Outcome.Unknown.class::isInstance);
            if (calm && (unknown || fate.claims.isEmpty())) {
                fault(fate, "has no known outcome for " + way.to() + " although nothing went wrong");
            }
        });
    }

    /** What has happened, in its order. */
    List<String> story() {
        return List.copyOf(story);
    }

    int received() {
        return (int) fates.values().stream().filter(fate -> fate.received > 0).count();
    }

    int stored() {
        return (int) fates.values().stream().filter(fate -> fate.stored).count();
    }
}
