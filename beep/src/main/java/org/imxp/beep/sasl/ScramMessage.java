package org.imxp.beep.sasl;

import java.util.ArrayList;
import java.util.List;

/** The attributes of a SCRAM message, {@code a=value,b=value} (RFC 5802 section 5.1 and 7), in their order. */
record ScramMessage(List<Attribute> attributes) {
    record Attribute(char name, String value) {}

    static ScramMessage parse(String text) {
        var attributes = new ArrayList<Attribute>();
        for (var part : text.split(",", -1)) {
            attributes.add(attribute(part));
        }
        if (attributes.stream().anyMatch(attribute -> attribute.name() == 'm')) {
            throw new SaslSyntaxException("the message has a mandatory extension (m=), and none is supported");
        }
        return new ScramMessage(List.copyOf(attributes));
    }

    private static Attribute attribute(String part) {
        var isWellFormed =
                part.length() > 2 && part.charAt(1) == '=' && isLetter(part.charAt(0)) && part.indexOf('\0') < 0;
        if (!isWellFormed) {
            throw new SaslSyntaxException("an attribute is not a letter, an equals sign and a value");
        }
        return new Attribute(part.charAt(0), part.substring(2));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The value of an attribute that has to be at a place. */
    String at(int index, char name) {
        if (index >= attributes.size() || attributes.get(index).name() != name) {
            throw new SaslSyntaxException("attribute " + (index + 1) + " has to be " + name + "=");
        }
        return attributes.get(index).value();
    }

    /** The value of an attribute that has to be the last. */
    String last(char name) {
        return at(attributes.size() - 1, name);
    }

    boolean startsWith(char name) {
        return attributes.getFirst().name() == name;
    }

    /** A nonce: printable, without comma. */
    static String checkNonce(String nonce) {
        if (nonce.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new SaslSyntaxException("a nonce has characters other than printable ASCII");
        }
        return nonce;
    }
}
