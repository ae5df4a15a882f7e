package org.imxp.beep;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads which server a peer asks for (RFC 6066 section 3), and leaves its place to the handler for that name. A hello
 * longer than {@link #LONGEST_HELLO} ends the handshake: what a peer may make us hold before it has shown anything is
 * bounded by what came, and by that.
 */
final class ServerNameHandler extends AbstractSniHandler<SslHandler> {
    /** In octets. Hellos have about 500, or 2,000 with a post-quantum key share. */
    static final int LONGEST_HELLO = 16_384;

    private static final long HANDSHAKE_MILLIS = 10_000;

    /** Gives the handler for a peer. */
    interface Choice {
        /**
         * Chooses.
         *
         * @param name the server that the peer asks for; empty if none
         * @param legacy whether it offers the drafts' cipher suite and none that is better
         */
        SslHandler handler(String name, boolean legacy);
    }

    private final Choice chosen;
    private boolean legacy;

    ServerNameHandler(Choice chosen) {
        super(LONGEST_HELLO, HANDSHAKE_MILLIS);
        this.chosen = chosen;
    }

    @Override
    protected Future<SslHandler> lookup(ChannelHandlerContext context, @Nullable ByteBuf hello) throws Exception {
        // Netty asks again without the hello if it finds no extensions in it, as in those of old peers.
        legacy |= hello != null && ClientHello.offersLegacyAlone(hello);
        return super.lookup(context, hello);
    }

    @Override
    protected Future<SslHandler> lookup(ChannelHandlerContext context, @Nullable String name) {
        return context.executor().newSucceededFuture(chosen.handler(name == null ? "" : name, legacy));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext context, @Nullable String name, Future<SslHandler> handler) {
        context.pipeline().replace(this, null, handler.getNow());
    }
}
