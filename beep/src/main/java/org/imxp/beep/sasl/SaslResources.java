package org.imxp.beep.sasl;

import java.security.SecureRandom;
import java.util.concurrent.Executor;

/**
 * What mechanisms draw on.
 *
 * @param random for nonces and salts
 * @param executor where passwords are derived, some milliseconds of work each; it bounds how many at once, and one that refuses
 *     makes a server answer 454
 */
public record SaslResources(SecureRandom random, Executor executor) {}
