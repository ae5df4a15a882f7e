package org.imxp.relay;

/** What moves octets between sessions in memory, step by step. */
interface World {
    /** Octets for a session's side are on their way. */
    void toRelay(MemoryLink link, byte[] octets);

    /** Goes on until nothing moves. */
    void run();
}
