package org.imxp.beep;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What carries a session: TCP, a WebSocket, or the memory of a test. It calls {@link Session#receive},
 * {@link Session#writable}, {@link Session#secured} and {@link Session#lost}; all calls, both ways, are made by the
 * session's owner.
 */
public interface Transport {
    /** The segment of a connection that nothing is known of: what IPv4 and TCP leave of an Ethernet's 1500 octets. */
    int SEGMENT = 1460;

    /**
     * Sends octets, in order.
     *
     * @param octets buffers that the transport owns from now on
     */
    void write(List<ByteBuffer> octets);

    /**
     * Whether it makes sense to give more; {@link Session#writable} is called when it does again.
     *
     * @return false while the network is slower than the session
     */
    boolean isWritable();

    /**
     * Starts the TLS handshake; what was written before goes out first, in the clear. Ends in {@link Session#secured}
     * or {@link Session#lost}.
     *
     * @param role {@link Role#INITIATOR} for the TLS client, whichever side opened the connection
     * @param serverName the server's name, checked by a client against the certificate; empty if not known
     */
    void secure(Role role, String serverName);

    /**
     * What TLS beneath the session knows of the peer, where the connection was made private before BEEP begins on it.
     *
     * @return the peer; empty where the session begins in the clear
     */
    default Optional<TlsPeer> beneath() {
        return Optional.empty();
    }

    /**
     * How many octets TCP sends in one segment, for frames of at most two thirds of that (RFC 3081 section 3.1.4).
     * Costs nothing to ask.
     *
     * @return octets; {@value #SEGMENT}, that of an Ethernet, where it is not known
     */
    default int maximumSegmentSize() {
        return SEGMENT;
    }

    /** Closes the connection when everything written has left. */
    void close();

    /** Closes the connection at once. */
    void abort();

    /**
     * Runs a command as the session's owner: at once when called by the owner, else soon.
     *
     * @param command what to run; must not block
     */
    void execute(Runnable command);

    /**
     * Runs a command as the session's owner after a while, unless the session has ended.
     *
     * @param delay how long to wait
     * @param command what to run; must not block
     */
    void schedule(Duration delay, Runnable command);

    /**
     * Where the peer is, for logs and for bounds per address.
     *
     * @return an address without port, such as {@code 127.0.0.1}
     */
    String remoteAddress();
}
