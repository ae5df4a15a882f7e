package org.imxp.relay;

import java.util.List;
import org.imxp.protocol.Diagnostic;

/** An outcome in words: somebody else's, or the relay's own, which it has in several languages. */
sealed interface Wording {
    /**
     * The words.
     *
     * @param language that of the relay's own
     */
    Diagnostic in(Language language);

    /** Words as somebody said them. */
    record Given(Diagnostic diagnostic) implements Wording {
        @Override
        public Diagnostic in(Language language) {
            return diagnostic;
        }
    }

    /** The relay's own words. */
    record Said(Sentence sentence, List<Object> values) implements Wording {
        public Said {
            values = List.copyOf(values);
        }

        @Override
        public Diagnostic in(Language language) {
            return new Diagnostic(language.tag(), sentence.in(language, values));
        }
    }
}
