package org.imxp.beep.sasl;

import java.time.InstantSource;

/**
 * The two tables that failures are counted in. A success clears the account's failures but not the address's, else one account
 * of one's own would buy guesses at others.
 *
 * @param accounts by username
 * @param addresses by {@link SaslContext#peer()}
 */
public record LoginThrottles(LoginThrottle accounts, LoginThrottle addresses) {
    /**
     * Tables with the default bounds.
     *
     * @param clock the time
     * @return empty tables
     */
    public static LoginThrottles withDefaults(InstantSource clock) {
        return new LoginThrottles(
                new LoginThrottle(LoginThrottle.Bounds.OF_AN_ACCOUNT, LoginThrottle.DEFAULT_KEYS, clock),
                new LoginThrottle(LoginThrottle.Bounds.OF_AN_ADDRESS, LoginThrottle.DEFAULT_KEYS, clock));
    }

    boolean admit(String account, String peer) {
        return accounts.admits(account) && addresses.admits(peer);
    }

    void failed(String account, String peer) {
        accounts.failed(account);
        addresses.failed(peer);
    }

    void succeeded(String account) {
        accounts.succeeded(account);
    }
}
