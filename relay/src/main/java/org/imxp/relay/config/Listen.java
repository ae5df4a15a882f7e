package org.imxp.relay.config;

import java.util.stream.Stream;

/**
 * Where a relay listens. Port 0 lets the system choose one.
 *
 * @param edge for endpoints
 * @param mesh for other relays
 * @param http for browsers, health and metrics
 */
public record Listen(HostPort edge, HostPort mesh, HttpListener http) {
    /** Whether and where there is an HTTP listener. */
    public sealed interface HttpListener {
        /**
         * There is one.
         *
         * @param address where
         */
        record At(HostPort address) implements HttpListener {}

        /** There is none. */
        record Off() implements HttpListener {}
    }

    void refuseBeyondLoopback() {
        Stream.of(edge, mesh)
                .filter(address -> !address.isLoopback())
                .findFirst()
                .ifPresent(address -> {
                    throw new IllegalArgumentException("off is not allowed while the relay listens on " + address
                            + ": required or optional, or listen on" + " loopback addresses only");
                });
    }
}
