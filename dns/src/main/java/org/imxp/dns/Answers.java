package org.imxp.dns;

import java.time.Duration;
import org.xbill.DNS.Name;

/** Answers questions: what is kept, else what the servers say, following aliases from one message to the next. */
final class Answers {
    private final DnsLimits limits;
    private final Servers servers;
    private final AnswerCache cache;
    private final AnswerReader reader;

    Answers(DnsLimits limits, Servers servers, AnswerCache cache) {
        this.limits = limits;
        this.servers = servers;
        this.cache = cache;
        this.reader = new AnswerReader(limits);
    }

    /** Blocks until the deadline at most. */
    Answer.Settled to(Question question, Deadline deadline) {
        var kept = cache.get(question);
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            return follow(question, deadline);
        } catch (UnansweredException e) {
            return new Answer.Unanswered(e.why());
        }
    }

    private Answer.Settled follow(Question question, Deadline deadline) throws UnansweredException {
        var ttl = Duration.ofSeconds(Integer.MAX_VALUE);
        var current = question;
        for (int redirects = 0; redirects <= limits.redirects(); redirects++) {
            var answer = reader.read(current, servers.ask(current, deadline));
            switch (answer) {
                case Answer.Records(var records, var time) -> {
                    return keep(question, new Answer.Records(records, least(ttl, time)));
                }
                case Answer.Nothing(var time) -> {
                    return keep(question, new Answer.Nothing(least(ttl, time)));
                }
                case Answer.Alias(Name target, var time) -> {
                    ttl = least(ttl, time);
                    current = new Question(target, question.type());
                }
                case Answer.Unanswered unanswered -> {
                    return unanswered;
                }
            }
        }
        return new Answer.Unanswered(
                question + ": more than " + limits.redirects() + " aliases, which is what is allowed, lead on to "
                        + current.name().toString(true));
    }

    private Answer.Settled keep(Question question, Answer.Known answer) {
        cache.put(question, answer);
        return answer;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
