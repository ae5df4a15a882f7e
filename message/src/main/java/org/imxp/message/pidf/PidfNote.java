package org.imxp.message.pidf;

/**
 * A remark for people.
 *
 * @param text what it says
 * @param lang a language tag; empty for none
 */
public record PidfNote(String text, String lang) {}
