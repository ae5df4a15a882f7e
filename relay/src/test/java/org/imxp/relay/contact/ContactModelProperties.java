package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.imxp.relay.config.Limits;

/** Whatever people ask and answer, and whichever domain is away, is what the few lines of the model say. */
class ContactModelProperties {
    private static final List<String> NAMES =
            List.of("fred@example.com", "wilma@example.com", "betty@rubble.com", "bambam@rubble.com");
    private static final List<String> VERDICTS = List.of("accept", "ignore", "block");

    /** What happens. */
    sealed interface Event {
        record Ask(int from, int to) implements Event {}

        record Answer(int owner, int from, int verdict) implements Event {}

        record Pass(int days) implements Event {}

        record Restart(boolean first) implements Event {}
    }

    private record Pair(String from, String to) {}

    /** What there has to be: everybody is always reached here, so both services have the same of each request. */
    private static final class Model {
        private final Map<Pair, Instant> asked = new HashMap<>();
        private final Map<Pair, Instant> lastAsked = new HashMap<>();
        private final Set<Pair> pending = new HashSet<>();
        private final Map<Pair, Instant> ignored = new HashMap<>();
        private final Set<Pair> allowed = new HashSet<>();
        private final Map<Pair, Instant> blocked = new HashMap<>();
        private final Set<Pair> lists = new HashSet<>();

        int ask(Pair pair, Instant now) {
            expire(now);
            if (asked.containsKey(pair)) {
                return 250;
            }
            if (lastAsked.containsKey(pair) && now.isBefore(lastAsked.get(pair).plus(Duration.ofDays(1)))) {
                return 554;
            }
            lastAsked.put(pair, now);
            asked.put(pair, now);
            if (ignored.containsKey(pair)) {
                return 250;
            }
            if (blocked.containsKey(pair)) {
                ignored.put(pair, now);
            } else if (allowed.contains(pair)) {
                agree(pair);
            } else {
                pending.add(pair);
            }
            return 250;
        }

        private void agree(Pair pair) {
            var back = new Pair(pair.to(), pair.from());
            var since = Objects.requireNonNull(asked.remove(pair));
            var blockedAt = blocked.get(back);
            if (blockedAt != null && !blockedAt.isBefore(since)) {
                // Who has blocked since they asked has withdrawn what they offered.
                return;
            }
            lists.add(pair);
            allowed.add(back);
            blocked.remove(back);
        }

        int answer(Pair pair, String verdict, Instant now) {
            expire(now);
            if (!pending.remove(pair)) {
                return 550;
            }
            switch (verdict) {
                case "accept" -> {
                    allowed.add(pair);
                    blocked.remove(pair);
                    lists.add(new Pair(pair.to(), pair.from()));
                    agree(pair);
                }
                case "block" -> {
                    ignored.put(pair, now);
                    blocked.putIfAbsent(pair, now);
                    allowed.remove(pair);
                }
                default -> ignored.put(pair, now);
            }
            return 250;
        }

        void expire(Instant now) {
            asked.values().removeIf(at -> !now.isBefore(at.plus(Telling.EXPIRY)));
            pending.removeIf(pair -> !asked.containsKey(pair));
            ignored.values().removeIf(at -> !now.isBefore(at.plus(Telling.IGNORING)));
        }
    }

    @Property(tries = 300)
    void whatIsAllowedIsWhatWasAgreed(@ForAll("events") List<Event> events) {
        var world = new ContactWorld();
        var model = new Model();
        for (var event : events) {
            play(world, model, event);
            NAMES.forEach(world::forget);
            compare(world, model, event);
        }
    }

    private static void play(ContactWorld world, Model model, Event event) {
        var now = world.time.instant();
        switch (event) {
            case Event.Ask(var from, var to)
            when from != to -> {
                int code = model.ask(new Pair(NAMES.get(from), NAMES.get(to)), now);
                world.says(
                        NAMES.get(from),
                        ContactWorld.ask(
                                7, NAMES.get(from), NAMES.get(to), "presence:subscribe", "presence:subscribe", ""));
                assertThat(codes(world, NAMES.get(from))).as("%s", event).contains(code);
            }
            case Event.Answer(var owner, var from, var verdict)
            when from != owner -> {
                int code = model.answer(new Pair(NAMES.get(from), NAMES.get(owner)), VERDICTS.get(verdict), now);
                world.answers(7, NAMES.get(owner), NAMES.get(from), VERDICTS.get(verdict));
                assertThat(codes(world, NAMES.get(owner))).as("%s", event).contains(code);
            }
            case Event.Pass(var days) -> {
                world.pass(Duration.ofDays(days));
                model.expire(world.time.instant());
            }
            case Event.Restart(var first) -> {
                var member = world.member(first ? "example.com" : "rubble.com");
                member.service().close();
                member.open(Limits.defaults(), member.data, Runnable::run);
            }
            case Event.Ask _, Event.Answer _ -> {
                // Of oneself nothing is asked.
            }
        }
    }

    /** The codes of the replies that somebody has heard. */
    private static List<Integer> codes(ContactWorld world, String name) {
        var codes = new ArrayList<Integer>();
        for (int n = world.count(name); n > 0; n--) {
            var heard = world.heard(name);
            if (heard.startsWith("<reply code='")) {
                codes.add(Integer.parseInt(heard.substring(13, 16)));
            }
        }
        return codes;
    }

    private static void compare(ContactWorld world, Model model, Event event) {
        for (var one : NAMES) {
            var contacts = world.page(one, "contacts");
            var pending = world.page(one, "pending");
            for (var other : NAMES) {
                if (!one.equals(other)) {
                    var pair = new Pair(one, other);
                    assertThat(world.grants(other, one, "presence:subscribe"))
                            .as("%s may see %s after %s", one, other, event)
                            .isEqualTo(model.allowed.contains(pair));
                    assertThat(contacts.contains("address='" + other + "'"))
                            .as("%s is on the list of %s after %s", other, one, event)
                            .isEqualTo(model.lists.contains(pair));
                    assertThat(pending.contains(" from='" + other + "'"))
                            .as("%s has to answer %s after %s", one, other, event)
                            .isEqualTo(model.pending.contains(new Pair(other, one)));
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var people = Arbitraries.integers().between(0, NAMES.size() - 1);
        Arbitrary<Event> ask = Combinators.combine(people, people).as(Event.Ask::new);
        Arbitrary<Event> answer = Combinators.combine(
                        people, people, Arbitraries.integers().between(0, 2))
                .as(Event.Answer::new);
        Arbitrary<Event> pass = Arbitraries.of(1, 2, 29, 30, 31, 59, 90, 91).map(Event.Pass::new);
        Arbitrary<Event> restart = Arbitraries.of(true, false).map(Event.Restart::new);
        return Arbitraries.frequencyOf(Tuple.of(6, ask), Tuple.of(6, answer), Tuple.of(2, pass), Tuple.of(1, restart))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }
}
