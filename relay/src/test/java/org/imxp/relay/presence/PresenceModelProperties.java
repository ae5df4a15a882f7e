package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.testkit.Requirement;

/** Whatever is asked, the service says what a service says that is written as the RFC is, step by step. */
class PresenceModelProperties {
    private static final List<String> NAMES = List.of("fred@example.com", "wilma@example.com", "dino@example.com");
    private static final String FAR = "2030-01-01T00:00:00Z";

    /** What happens. */
    sealed interface Event {
        record Subscribe(int who, int to, int transId, int duration) implements Event {}

        record Watch(int who, int to, int transId, int duration) implements Event {}

        record Terminate(int who, int transId) implements Event {}

        record Publish(int who, int of, boolean current) implements Event {}

        record Allow(int owner, int actor, boolean subscribe, boolean watch) implements Event {}

        record Pass(int seconds) implements Event {}
    }

    @Property(tries = 300)
    @Requirement({"PRES-7", "PRES-8", "PRES-10", "PRES-14", "PRES-21", "PRES-28", "PRES-29"})
    void saysWhatTheModelSays(@ForAll("events") List<Event> events) {
        var world = new PresenceWorld();
        var model = new Model();
        for (var event : events) {
            play(world, model, event);
            model.play(event);
            for (var name : NAMES) {
                var expected = model.said.getOrDefault(name, List.of());
                var heard = new ArrayList<String>();
                while (world.count(name) > 0) {
                    heard.add(brief(world.heard(name)));
                }
                assertThat(heard).as("%s hears after %s", name, event).isEqualTo(expected);
            }
            model.said.clear();
        }
    }

    private static void play(PresenceWorld world, Model model, Event event) {
        switch (event) {
            case Event.Subscribe it ->
                world.says(
                        NAMES.get(it.who()),
                        "<subscribe publisher='" + NAMES.get(it.to()) + "' transID='" + it.transId() + "' duration='"
                                + it.duration() + "' />");
            case Event.Watch it ->
                world.says(
                        NAMES.get(it.who()),
                        "<watch publisher='" + NAMES.get(it.to()) + "' transID='" + it.transId() + "' duration='"
                                + it.duration() + "' />");
            case Event.Terminate it -> world.terminates(NAMES.get(it.who()), it.transId());
            case Event.Publish it -> {
                var last = model.last.getOrDefault(NAMES.get(it.of()), PresenceWorld.SINCE);
                world.says(
                        NAMES.get(it.who()),
                        PresenceWorld.publish(
                                NAMES.get(it.of()),
                                50,
                                (it.current() ? last : last.minusMillis(1)).toString(),
                                PresenceWorld.tuple("im:v" + model.versions + "@x", FAR)));
            }
            case Event.Allow it -> {
                var actions = new ArrayList<>(List.of("core:data"));
                if (it.subscribe()) {
                    actions.add("presence:subscribe");
                }
                if (it.watch()) {
                    actions.add("presence:watch");
                }
                world.access.allow(NAMES.get(it.owner()), NAMES.get(it.actor()), actions.toArray(String[]::new));
            }
            case Event.Pass it -> world.time.passSeconds(it.seconds());
        }
    }

    /** The parts of an element that the model knows. */
    private static String brief(String xml) {
        var name = xml.substring(1, xml.indexOf(' '));
        var transId = PresenceWorld.attribute(xml, "transID");
        return switch (name) {
            case "publish" -> "publish " + transId + " " + PresenceWorld.attribute(xml, "destination");
            case "notify" ->
                PresenceWorld.attribute(xml, "action") + " " + transId + " "
                        + PresenceWorld.attribute(xml, "subscriber");
            case "terminate" -> "terminate " + transId + (xml.contains("code='537'") ? " 537" : "");
            default -> "reply " + transId + " " + PresenceWorld.attribute(xml, "code");
        };
    }

    /** The service, without any regard to cost. */
    private static final class Model {
        private record Live(boolean isWatch, String who, String to, int transId, Instant until, int number) {}

        private record Grant(boolean subscribe, boolean watch) {}

        private final List<Live> live = new ArrayList<>();
        private final Map<List<String>, Grant> grants = new LinkedHashMap<>();
        private final Map<String, String> entries = new LinkedHashMap<>();
        private final Map<String, Instant> last = new LinkedHashMap<>();
        private final Map<String, List<String>> said = new LinkedHashMap<>();
        private Instant now = ManualAlarms.START;
        private int versions;
        private int numbers;

        void play(Event event) {
            switch (event) {
                case Event.Subscribe it -> begin(false, it.who(), it.to(), it.transId(), it.duration());
                case Event.Watch it -> begin(true, it.who(), it.to(), it.transId(), it.duration());
                case Event.Terminate it -> terminate(NAMES.get(it.who()), it.transId());
                case Event.Publish it -> publish(NAMES.get(it.who()), NAMES.get(it.of()), it.current());
                case Event.Allow it -> allow(it);
                case Event.Pass it -> pass(now.plusSeconds(it.seconds()));
            }
        }

        private void say(String to, String what) {
            said.computeIfAbsent(to, none -> new ArrayList<>()).add(what);
        }

        private Grant grant(String owner, String actor) {
            return grants.getOrDefault(List.of(owner, actor), new Grant(true, true));
        }

        private void begin(boolean isWatch, int whoIndex, int toIndex, int transId, int duration) {
            var who = NAMES.get(whoIndex);
            var to = NAMES.get(toIndex);
            if (isWatch ? !grant(to, who).watch() : !grant(to, who).subscribe()) {
                say(who, "reply " + transId + " 537");
                return;
            }
            live.removeIf(it ->
                    it.isWatch() == isWatch && it.who().equals(who) && it.to().equals(to));
            if (live.stream().anyMatch(it -> it.who().equals(who) && it.transId() == transId)) {
                say(who, "reply " + transId + " 555");
                return;
            }
            if (isWatch) {
                say(who, "reply " + transId + " 250");
                live.stream()
                        .filter(it -> !it.isWatch() && it.to().equals(to))
                        .forEach(it -> say(who, "subscribe " + transId + " " + it.who()));
            } else {
                say(who, "publish " + transId + " " + entries.getOrDefault(to, "im:" + to));
            }
            if (duration > 0) {
                live.add(new Live(isWatch, who, to, transId, now.plusSeconds(duration), numbers++));
            }
            if (!isWatch) {
                tellWatchers("subscribe", to, who);
            }
        }

        private void tellWatchers(String what, String to, String who) {
            live.stream()
                    .filter(it -> it.isWatch() && it.to().equals(to))
                    .forEach(it -> say(it.who(), what + " " + it.transId() + " " + who));
        }

        private void terminate(String who, int transId) {
            var found = live.stream()
                    .filter(it -> it.who().equals(who) && it.transId() == transId)
                    .findFirst();
            if (found.isEmpty()) {
                say(who, "reply " + transId + " 550");
                return;
            }
            live.remove(found.get());
            if (!found.get().isWatch()) {
                tellWatchers("terminate", found.get().to(), who);
            }
            say(who, "reply " + transId + " 250");
        }

        private void publish(String who, String of, boolean isCurrent) {
            boolean mayPublish = who.equals(of) && !grants.containsKey(List.of(of, who));
            if (!mayPublish || !isCurrent) {
                say(who, "reply 50 " + (mayPublish ? "555" : "537"));
                return;
            }
            var before = last.getOrDefault(of, PresenceWorld.SINCE);
            last.put(of, now.isAfter(before) ? now : before.plusMillis(1));
            entries.put(of, "im:v" + versions + "@x");
            versions++;
            say(who, "reply 50 250");
            live.stream()
                    .filter(it -> !it.isWatch() && it.to().equals(of))
                    .forEach(it -> say(it.who(), "publish " + it.transId() + " " + entries.get(of)));
        }

        private void allow(Event.Allow it) {
            var owner = NAMES.get(it.owner());
            var actor = NAMES.get(it.actor());
            grants.put(List.of(owner, actor), new Grant(it.subscribe(), it.watch()));
            for (boolean isWatch : new boolean[] {false, true}) {
                for (var one : List.copyOf(live)) {
                    boolean isAllowed = isWatch ? it.watch() : it.subscribe();
                    if (one.isWatch() == isWatch
                            && one.to().equals(owner)
                            && one.who().equals(actor)
                            && !isAllowed) {
                        live.remove(one);
                        say(actor, "terminate " + one.transId() + " 537");
                        if (!isWatch) {
                            tellWatchers("terminate", owner, actor);
                        }
                    }
                }
            }
        }

        private void pass(Instant until) {
            while (true) {
                var next = live.stream()
                        .filter(it -> !it.until().isAfter(until))
                        .min((a, b) -> a.until().equals(b.until())
                                ? Integer.compare(a.number(), b.number())
                                : a.until().compareTo(b.until()));
                if (next.isEmpty()) {
                    now = until;
                    return;
                }
                var over = next.get();
                now = over.until();
                live.remove(over);
                say(over.who(), "terminate " + over.transId());
                if (!over.isWatch()) {
                    tellWatchers("terminate", over.to(), over.who());
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var who = Arbitraries.integers().between(0, NAMES.size() - 1);
        var transIds = Arbitraries.integers().between(1, 4);
        var durations = Arbitraries.of(0, 5, 10, 60);
        Arbitrary<Event> subscribe =
                Combinators.combine(who, who, transIds, durations).as(Event.Subscribe::new);
        Arbitrary<Event> watch =
                Combinators.combine(who, who, transIds, durations).as(Event.Watch::new);
        Arbitrary<Event> terminate = Combinators.combine(who, transIds).as(Event.Terminate::new);
        Arbitrary<Event> publish = Combinators.combine(
                        who,
                        who,
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, Arbitraries.just(true)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))))
                .as(Event.Publish::new);
        Arbitrary<Event> own = who.map(one -> new Event.Publish(one, one, true));
        Arbitrary<Event> allow = Combinators.combine(who, who, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Event.Allow::new);
        Arbitrary<Event> pass = Arbitraries.integers().between(1, 20).map(Event.Pass::new);
        return Arbitraries.oneOf(subscribe, subscribe, watch, terminate, publish, own, allow, pass)
                .list()
                .ofMaxSize(40);
    }
}
