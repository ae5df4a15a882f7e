package org.imxp.message;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary messages for the tests of other packages. */
public final class AnyMessages {
    private AnyMessages() {}

    /** Any content, with any fields that the sender and the receiver may have. */
    public static Arbitrary<Message> messages() {
        return Samples.messages(
                Arbitraries.oneOf(Samples.text(Samples.anyText()), Samples.xml(Samples.anyText()), Samples.octets()));
    }

    /** Characters of XML. */
    public static Arbitrary<String> xmlText() {
        return Samples.xmlText();
    }
}
