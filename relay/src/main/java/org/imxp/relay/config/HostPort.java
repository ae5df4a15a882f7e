package org.imxp.relay.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A host and a port.
 *
 * @param host a host name or an IP address; IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose where that makes sense
 */
public record HostPort(String host, int port) {
    private static final String ALLOWED = "HOST:PORT is needed, such as 127.0.0.1:10913 or [::1]:10913";
    private static final Pattern NAME = Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_NAME = 253;
    private static final int MAX_PORT = 65_535;

    /**
     * Checks both; asks no DNS.
     *
     * @throws IllegalArgumentException if the host is neither a name nor an address, or the port is out of range
     */
    public HostPort {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not allowed: 0 to " + MAX_PORT);
        }
        checkHost(host);
    }

    /**
     * Reads {@code HOST:PORT}.
     *
     * @param text such as {@code 127.0.0.1:10913}, {@code [::1]:10913}, {@code relay.example.com:10913}
     * @return the host and the port
     * @throws IllegalArgumentException if it is not of that form
     */
    public static HostPort parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1 || !DIGITS.matcher(text.substring(colon + 1)).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no address: " + ALLOWED);
        }
        var host = text.substring(0, colon);
        var bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.contains(":") != bracketed) {
            throw new IllegalArgumentException("\"" + text + "\" is no address: " + ALLOWED);
        }
        return new HostPort(
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(text.substring(colon + 1)));
    }

    /**
     * Whether only this machine can reach it; judged by its text, without DNS.
     *
     * @return true for {@code localhost}, 127.0.0.0/8 and ::1
     */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name: it may lead anywhere
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void checkHost(String host) {
        try {
            if (host.contains(":")) {
                Inet6Address.ofLiteral(host);
                return;
            }
            if (host.matches("[0-9.]+")) {
                // The platform takes shortened addresses too, such as 127.1, which most people do not expect.
                Inet4Address.ofLiteral(host.split("\\.", -1).length == 4 ? host : "");
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + host + "\" is no IP address: " + ALLOWED, e);
        }
        if (host.length() > MAX_NAME || !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + host + "\" is no host: " + ALLOWED);
        }
    }
}
