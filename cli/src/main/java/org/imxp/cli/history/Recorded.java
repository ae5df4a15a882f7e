package org.imxp.cli.history;

/**
 * An entry with its number.
 *
 * @param number by which it is asked for; higher ones are newer
 * @param entry what is recorded
 */
public record Recorded(long number, Entry entry) {}
