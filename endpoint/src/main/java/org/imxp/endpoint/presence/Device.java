package org.imxp.endpoint.presence;

import java.util.Arrays;
import java.util.Optional;

/** On what a program runs, by RFC 5196. */
public enum Device {
    /** Something that stays where it is. */
    FIXED("devcaps", "<mobility><supported><fixed/></supported></mobility>", "fixed"),
    /** Something that is carried along. */
    MOBILE("devcaps", "<mobility><supported><mobile/></supported></mobility>", "mobile"),
    /** No person reads there: a program answers. */
    AUTOMATON("servcaps", "<automata>true</automata>", "automata");

    private final String root;
    private final String content;
    private final String sign;

    Device(String root, String content, String sign) {
        this.root = root;
        this.content = content;
        this.sign = sign;
    }

    String xml() {
        return "<" + root + " xmlns=\"" + Vocabulary.CAPABILITIES + "\">" + content + "</" + root + ">";
    }

    /** The device that an element stands for. What says of anything that it is not so is not taken apart. */
    static Optional<Device> of(VocabularyElement element) {
        return element.namespace().equals(Vocabulary.CAPABILITIES)
                        && !element.names().contains("notsupported")
                ? Arrays.stream(values())
                        .filter(device -> device.root.equals(element.name())
                                && element.names().contains(device.sign))
                        .filter(device ->
                                device != AUTOMATON || element.text().strip().equals("true"))
                        .findFirst()
                : Optional.empty();
    }
}
