package org.imxp.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes {@code docs/conformance.md}: each requirement of {@code docs/requirements.tsv}, the tests that prove it, and
 * where it stands.
 */
public final class ConformanceReport {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Set<String>> passed = new TreeMap<>();
    private final Map<String, Set<String>> failed = new TreeMap<>();

    private record Rule(String id, String level, String notApplicable) {}

    private ConformanceReport() {}

    /**
     * Writes the report of a build.
     *
     * @param arguments the project's folder, the only argument
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[0]);
        var report = new ConformanceReport();
        report.readRules(root.resolve("docs/requirements.tsv"));
        try (Stream<Path> modules = Files.list(root)) {
            for (var module : modules.sorted().toList()) {
                var results = module.resolve("target/requirements.tsv");
                if (Files.exists(results)) {
                    report.readResults(results);
                } else if (Files.isDirectory(module.resolve("src/test/java"))) {
                    throw new IllegalStateException(results
                            + " is missing, so what that module proves is not known: run mvn verify for all modules");
                }
            }
        }
        Files.writeString(root.resolve("docs/conformance.md"), report.text());
    }

    private void readRules(Path file) throws IOException {
        for (var line : Files.readAllLines(file).stream().skip(1).toList()) {
            var columns = line.split("\t", -1);
            rules.put(columns[0], new Rule(columns[0], columns[1], columns.length > 3 ? columns[3] : ""));
        }
    }

    private void readResults(Path file) throws IOException {
        for (var line : Files.readAllLines(file)) {
            var columns = line.split("\t", -1);
            if (!rules.containsKey(columns[0])) {
                throw new IllegalArgumentException(
                        columns[1] + " names " + columns[0] + ", which docs/requirements.tsv does not have");
            }
            var results = columns[2].equals("passed") ? passed : failed;
            results.computeIfAbsent(columns[0], id -> new TreeSet<>())
                    .add(columns[1].split(" ", 2)[0]);
        }
    }

    private String text() {
        var text = new StringBuilder("""
            # Conformance

            Written by `mvn verify` from the tests; not edited by hand. Each row is a requirement of
            [requirements.tsv](requirements.tsv), which says it in words, with its level there (M required by a source, S recommended,
            Y optional, P the project's own rule) and the tests that prove it.

            * *proved*: at least one test that passes names the requirement, and would fail without it.
            * *not yet*: no such test. The feature may be missing or only its proof; nothing is claimed.
            * *not applicable*: with the reason.

            """);
        summary(text);
        var group = "";
        for (var rule : rules.values()) {
            var mine = rule.id().substring(0, rule.id().indexOf('-'));
            if (!mine.equals(group)) {
                group = mine;
                text.append("\n## ")
                        .append(group)
                        .append("\n\n| ID | level | status | tests |\n| --- | --- | --- | --- |\n");
            }
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(rule.id(), rule.level(), status(rule), String.join(", ", tests(rule)))
                    .replace(System.lineSeparator(), "\n"));
        }
        return text.toString();
    }

    private void summary(StringBuilder text) {
        text.append("| group | requirements | proved | not yet | not applicable |\n| --- | --- | --- | --- | --- |\n");
        var groups = new LinkedHashMap<String, List<Rule>>();
        rules.values()
                .forEach(rule -> groups.computeIfAbsent(
                                rule.id().substring(0, rule.id().indexOf('-')), group -> new ArrayList<>())
                        .add(rule));
        groups.put("all", new ArrayList<>(rules.values()));
        groups.forEach((group, members) -> text.append("| ")
                .append(group)
                .append(" | ")
                .append(members.size())
                .append(" | ")
                .append(count(members, "proved"))
                .append(" | ")
                .append(count(members, "not yet"))
                .append(" | ")
                .append(count(members, "not applicable"))
                .append(" |\n"));
    }

    private long count(List<Rule> members, String status) {
        return members.stream().filter(rule -> status(rule).startsWith(status)).count();
    }

    private String status(Rule rule) {
        if (!rule.notApplicable().isEmpty()) {
            return "not applicable: " + rule.notApplicable();
        }
        return tests(rule).isEmpty() ? "not yet" : "proved";
    }

    private Set<String> tests(Rule rule) {
        var proofs = new TreeSet<>(passed.getOrDefault(rule.id(), Set.of()));
        // A test that failed anywhere proves nothing.
        proofs.removeAll(failed.getOrDefault(rule.id(), Set.of()));
        return proofs;
    }
}
