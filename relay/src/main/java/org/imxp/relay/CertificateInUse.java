package org.imxp.relay;

import java.nio.file.Path;

/**
 * The certificate that a relay shows.
 *
 * @param file the PEM file that it is in
 * @param fingerprint its SHA-256, as {@code AB:CD:...}, for people to compare
 * @param madeNow whether this start made the file
 */
public record CertificateInUse(Path file, String fingerprint, boolean madeNow) {}
