package org.imxp.relay;

import java.util.List;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;

/**
 * What became of a data for one recipient (requirement CORE-43).
 *
 * @param code the reply code
 * @param wording in words
 */
record Outcome(ReplyCode code, Wording wording) {
    static final Outcome DELIVERED = new Outcome(ReplyCode.SUCCESS, Diagnostic.NONE);
    static final Outcome NOT_ATTACHED = of(ReplyCode.NOT_TAKEN_NOW, Sentence.NOT_ATTACHED);
    static final Outcome UNKNOWN_ENDPOINT = of(ReplyCode.NOT_TAKEN, Sentence.UNKNOWN_ENDPOINT);
    /** The next relay has it. */
    static final Outcome FORWARDED = of(ReplyCode.IN_PROGRESS, Sentence.FORWARDED);
    /** It waits here for its recipient (RFC 3342 section 3). */
    static final Outcome HELD = of(ReplyCode.IN_PROGRESS, Sentence.HELD);
    /** Its time was over (RFC 3342 section 2.1). */
    static final Outcome TOO_LATE = of(ReplyCode.NOT_TAKEN, Sentence.TOO_LATE);
    /** It may be sent on no more (RFC 3342 section 4). */
    static final Outcome TOO_FAR = of(ReplyCode.NOT_TAKEN, Sentence.TOO_FAR);

    /** An outcome in words of somebody else's. */
    Outcome(ReplyCode code, Diagnostic diagnostic) {
        this(code, new Wording.Given(diagnostic));
    }

    /** An outcome in English words. */
    static Outcome of(ReplyCode code, String text) {
        return new Outcome(code, new Diagnostic(Language.ENGLISH.tag(), text));
    }

    /** An outcome in words that the relay has in several languages. */
    static Outcome of(ReplyCode code, Sentence sentence, Object... values) {
        return new Outcome(code, new Wording.Said(sentence, List.of(values)));
    }

    /** The words for whoever has said nothing of languages. */
    Diagnostic diagnostic() {
        return wording.in(Language.ENGLISH);
    }

    /** The words in a language that is wanted, or in English. */
    Diagnostic diagnostic(List<String> languages) {
        return wording.in(Language.of(languages).orElse(Language.ENGLISH));
    }

    /** The same with its words in a language that is wanted; where none can be served, the choice is left open. */
    Outcome in(List<String> languages) {
        return Language.of(languages)
                .map(language -> new Outcome(code, wording.in(language)))
                .orElse(this);
    }

    /** The same as the answer to an operation. */
    Element answer() {
        return code.isDone() ? new Ok() : new ErrorReply(code, diagnostic());
    }
}
