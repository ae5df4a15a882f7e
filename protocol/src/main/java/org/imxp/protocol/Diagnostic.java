package org.imxp.protocol;

/**
 * Words for people beside a reply code, and the language they are in.
 *
 * @param lang a language tag, or empty when none is said
 * @param text may be empty; a character that XML cannot carry becomes U+FFFD
 */
public record Diagnostic(String lang, String text) {
    /** No words. */
    public static final Diagnostic NONE = new Diagnostic("", "");

    /** Refuses what is not a language tag. */
    public Diagnostic {
        if (!lang.isEmpty() && !XmlSyntax.isLanguage(lang)) {
            throw new IllegalArgumentException(
                    "xml:lang is \"" + Excerpt.of(lang) + "\": allowed are language tags such as en or en-GB");
        }
        text = XmlSyntax.carriable(text);
    }

    /**
     * Words in no stated language.
     *
     * @param text may be empty
     * @return the diagnostic
     */
    public static Diagnostic of(String text) {
        return new Diagnostic("", text);
    }
}
