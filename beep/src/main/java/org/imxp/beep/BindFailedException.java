package org.imxp.beep;

import java.net.InetSocketAddress;

/** An address can't be listened on, usually because another program does. */
public final class BindFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BindFailedException(InetSocketAddress address, Throwable cause) {
        super(
                "can't listen on " + address.getHostString() + ":" + address.getPort() + ": " + cause.getMessage(),
                cause);
    }
}
