package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.protocol.Address;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.store.AccessChange;
import org.imxp.relay.store.AccessRow;
import org.imxp.testkit.Requirement;

/** Decisions against a model that follows the words of RFC 3341 section 3.1, with no thought of speed. */
class AccessTableProperties {
    private static final String OWNER = "fred@example.com";

    @Property(tries = 1000)
    @Requirement({"ACC-4", "ACC-6", "ACC-7", "ACC-8", "ACC-9", "OPEN-12"})
    void theBestEntryDecidesAlone(
            @ForAll("entries") Map<String, String> explicit,
            @ForAll("entries") Map<String, String> configured,
            @ForAll("actors") String actor) {
        var rows = new KeptRows();
        explicit.forEach((pattern, actions) -> rows.change(List.of(
                new AccessChange.Put(new AccessRow(OWNER, OWNER, pattern, actions, Instant.EPOCH), Optional.empty()))));
        var defaults = configured.entrySet().stream()
                .map(entry -> new AccessDefault(entry.getKey(), List.of(entry.getValue())))
                .toList();
        var table = AccessTable.load(new DefaultAccess(defaults), rows);

        var all = new TreeMap<String, String>();
        all.put(OWNER, "all:all");
        all.put("apex=*@example.com", "all:all");
        all.put("apex=*@*", "core:data");
        all.put("*@*", "all:none");
        all.putAll(configured);
        all.putAll(explicit);

        var granted = table.actions(Address.parse(OWNER), Address.parse(actor)).toString();
        assertThat(granted).isEqualTo(model(all, actor));
    }

    private static String model(Map<String, String> entries, String actor) {
        var matching = new ArrayList<List<String>>();
        entries.forEach((pattern, actions) -> {
            var covered = covered(pattern, actor);
            covered.ifPresent(lengths -> matching.add(List.of(lengths.get(0), lengths.get(1), actions)));
        });
        return matching.stream()
                .min(Comparator.<List<String>, Integer>comparing(match -> Integer.valueOf(match.get(0)))
                        .thenComparing(match -> Integer.valueOf(match.get(1))))
                .map(match -> match.get(2))
                .orElse("all:none");
    }

    /** What the wildcards cover, of the domain and of the local part; -1 stands for no wildcard. */
    private static Optional<List<String>> covered(String pattern, String actor) {
        var wanted = pattern.split("@", -1);
        var given = actor.split("@", -1);
        int domain =
                wanted[1].startsWith("*.") && given[1].equals(wanted[1].substring(2)) ? 0 : length(wanted[1], given[1]);
        int local = wanted[0].equals("*") && given[0].startsWith("apex=") ? -2 : length(wanted[0], given[0]);
        return domain == -2 || local == -2
                ? Optional.empty()
                : Optional.of(List.of(Integer.toString(domain), Integer.toString(local)));
    }

    /** How many characters the wildcard covers; -1 if there is none, -2 if they do not match. */
    private static int length(String pattern, String text) {
        var regex = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E(.+)\\Q"));
        var matcher = regex.matcher(text);
        if (!matcher.matches()) {
            return -2;
        }
        return matcher.groupCount() == 0 ? -1 : matcher.group(1).length();
    }

    @Provide
    Arbitrary<Map<String, String>> entries() {
        var locals = Arbitraries.of("*", "apex=*", "fred", "wilma", "barney/*", "barney/im", "apex=x", "apex=x/*");
        var domains = Arbitraries.of("*", "*.com", "*.example.com", "example.com", "a.example.com", "rubble.com");
        var patterns = Combinators.combine(locals, domains).as((local, domain) -> local + "@" + domain);
        var actions = Arbitraries.of("a:a", "b:b", "c:c", "d:d", "all:none", "all:all");
        return Arbitraries.maps(patterns, actions).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> actors() {
        var locals = Arbitraries.of("fred", "wilma", "barney", "barney/im", "barney/x", "apex=x", "apex=x/y", "apex=z");
        var domains =
                Arbitraries.of("com", "example.com", "a.example.com", "b.a.example.com", "xexample.com", "rubble.com");
        return Combinators.combine(locals, domains).as((local, domain) -> local + "@" + domain);
    }
}
