package org.imxp.bench.measure;

import java.util.List;
import java.util.Locale;

/** Figures in Markdown, one table after another. */
public final class Tables {
    private final StringBuilder text = new StringBuilder();

    /**
     * Nothing but the conditions under which the figures were taken.
     *
     * @param conditions one sentence each
     */
    public Tables(List<String> conditions) {
        conditions.forEach(condition -> line("* " + condition));
    }

    /**
     * Adds a table, unless it has no rows.
     *
     * @param title what its figures are
     * @param head of the columns; all but the first are numbers
     * @param rows as many cells each
     */
    public void add(String title, List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("**" + title + "**");
        line("");
        line("| " + String.join(" | ", head) + " |");
        line("| --- |" + " ---: |".repeat(head.size() - 1));
        rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /**
     * A ratio with the least and the most of all rounds.
     *
     * @param spread of the rounds
     * @return such as <code>**0.85** (0.81–0.90)</code>
     */
    public static String ratio(Spread spread) {
        return String.format(Locale.ROOT, "**%.2f** (%.2f–%.2f)", spread.median(), spread.least(), spread.most());
    }

    /**
     * A part of the whole.
     *
     * @param share 1 for the whole
     * @return such as {@code 85 %}
     */
    public static String percent(double share) {
        return number("%.0f %%", share * 100);
    }

    /**
     * A number in the form that its column has.
     *
     * @param format as of {@link String#format}
     * @param value the number
     * @return the text
     */
    public static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
