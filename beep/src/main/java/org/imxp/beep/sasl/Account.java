package org.imxp.beep.sasl;

/**
 * What an attempt is measured against: an account, or a decoy where there is none.
 *
 * @param key what its failures are counted by
 */
record Account(String key, StoredCredentials credentials, boolean exists) {}
