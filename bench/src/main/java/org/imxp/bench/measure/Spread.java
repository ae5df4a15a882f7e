package org.imxp.bench.measure;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rounds of one figure.
 *
 * @param least the least
 * @param median the middle one
 * @param most the most
 */
public record Spread(double least, double median, double most) {
    /**
     * The spread of some figures.
     *
     * @param rounds one or more
     * @return the spread
     */
    public static Spread of(Collection<Double> rounds) {
        var sorted = rounds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }

    /**
     * Of the ratios round by round: what slows a round down slows both.
     *
     * @param ours one for each round
     * @param theirs as many
     * @return the spread of the ratios
     */
    public static Spread ofRatios(List<Double> ours, List<Double> theirs) {
        return of(IntStream.range(0, ours.size())
                .mapToObj(round -> ours.get(round) / theirs.get(round))
                .toList());
    }
}
