package org.imxp.testkit;

/** The peer under test, as the other end of a conversation sees it. */
public interface Wire extends AutoCloseable {
    /**
     * Sends octets to the peer under test.
     *
     * @param octets the octets
     */
    void write(byte[] octets);

    /**
     * Waits for the next octet from the peer under test.
     *
     * @return the octet, 0..255, or -1 when the session has ended
     */
    int read();

    /** This end goes away without a word. */
    void cut();

    /**
     * Why the session ended, where the peer under test can be asked.
     *
     * @return the reason; empty if it can't be asked
     */
    String reason();

    /**
     * Whether octets are there that {@link #read} has not given yet, where that can be known without waiting.
     *
     * @return false if there are none, or if it can't be known
     */
    boolean hasMore();

    @Override
    void close();
}
