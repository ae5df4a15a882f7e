package org.imxp.beep.blocking;

import java.time.Duration;
import java.util.Optional;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslLogin;

/**
 * How to connect.
 *
 * @param serverName the name that is asked for, and checked against the server's certificate; empty for none
 * @param tls whom to trust; empty for a session in the clear. The settings say whether TLS is required
 * @param login the account to authenticate with, by the strongest mechanism that the peer offers; empty for none
 * @param settings what this side brings: profiles it serves, bounds, who reads along
 * @param timeout the most that any one step may take: the greeting, a start, a reply. 30 seconds by default
 */
public record ConnectOptions(
        String serverName,
        Optional<TlsContext> tls,
        Optional<SaslLogin> login,
        SessionSettings settings,
        Duration timeout) {
    /**
     * In the clear, to anybody.
     *
     * @return the options
     */
    public static ConnectOptions plain() {
        return new ConnectOptions("", Optional.empty(), Optional.empty(), SessionSettings.serving(), Beep.TIMEOUT);
    }

    /**
     * The same with another server name.
     *
     * @param name see {@link #serverName()}
     * @return the options
     */
    public ConnectOptions withServerName(String name) {
        return new ConnectOptions(name, tls, login, settings, timeout);
    }

    /**
     * The same inside TLS.
     *
     * @param trust whom to trust
     * @return the options
     */
    public ConnectOptions withTls(TlsContext trust) {
        return new ConnectOptions(serverName, Optional.of(trust), login, settings.withTls(TlsPolicy.REQUIRED), timeout);
    }

    /**
     * The same, inside TLS where the peer offers it; somebody in between can take the offer away.
     *
     * @param trust whom to trust
     * @return the options
     */
    public ConnectOptions withOptionalTls(TlsContext trust) {
        return new ConnectOptions(serverName, Optional.of(trust), login, settings.withTls(TlsPolicy.OPTIONAL), timeout);
    }

    /**
     * The same with an account.
     *
     * @param account the account
     * @return the options
     */
    public ConnectOptions withLogin(SaslLogin account) {
        return new ConnectOptions(serverName, tls, Optional.of(account), settings, timeout);
    }

    /**
     * The same with other settings, but the TLS policy that is there.
     *
     * @param mine the settings
     * @return the options
     */
    public ConnectOptions withSettings(SessionSettings mine) {
        return new ConnectOptions(serverName, tls, login, mine.withTls(settings.tls()), timeout);
    }

    /**
     * The same with another bound of waiting.
     *
     * @param most see {@link #timeout()}
     * @return the options
     */
    public ConnectOptions withTimeout(Duration most) {
        return new ConnectOptions(serverName, tls, login, settings, most);
    }
}
