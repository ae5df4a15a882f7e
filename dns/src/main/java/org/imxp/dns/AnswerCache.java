package org.imxp.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers that still hold. Any thread uses it. */
final class AnswerCache {
    private record Kept(Answer.Known answer, Instant until) {}

    private final DnsLimits limits;
    private final InstantSource clock;
    private final Map<Question, Kept> kept;

    AnswerCache(DnsLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
                return size() > limits.entries();
            }
        };
    }

    synchronized Optional<Answer.Known> get(Question question) {
        var found = kept.get(question);
        if (found == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(found.until())) {
            kept.remove(question);
            return Optional.empty();
        }
        return Optional.of(found.answer());
    }

    synchronized void put(Question question, Answer.Known answer) {
        kept.put(question, new Kept(answer, clock.instant().plus(time(answer))));
    }

    private Duration time(Answer.Known answer) {
        var most = switch (answer) {
            case Answer.Records records -> limits.mostTtl();
            case Answer.Nothing nothing -> limits.mostNegativeTtl();
        };
        var ttl = answer.ttl().compareTo(most) < 0 ? answer.ttl() : most;
        return ttl.compareTo(limits.leastTtl()) < 0 ? limits.leastTtl() : ttl;
    }
}
