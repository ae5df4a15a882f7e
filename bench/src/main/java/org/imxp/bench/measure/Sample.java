package org.imxp.bench.measure;

import java.util.Map;

/**
 * What one run of a client gave.
 *
 * @param messages messages whose reply has come
 * @param nanos from the first message to the last reply
 * @param latencies of the exchanges, if they were taken
 */
public record Sample(long messages, long nanos, Latencies latencies) {
    /**
     * As a worker answers it.
     *
     * @return the numbers
     */
    public Figures figures() {
        return new Figures(Map.of(
                "messages", messages,
                "nanos", nanos,
                "p50", latencies.percentile(50),
                "p90", latencies.percentile(90),
                "p99", latencies.percentile(99),
                "p999", latencies.percentile(99.9)));
    }
}
