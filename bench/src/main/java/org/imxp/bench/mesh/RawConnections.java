package org.imxp.bench.mesh;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.NettyLoops;

/** Connections that carry raw messages, in TLS, all on one event loop. */
final class RawConnections implements AutoCloseable {
    private final EventLoopGroup loops = NettyLoops.one();
    private final RawFlushes flushes = new RawFlushes();
    private final Identity identity;
    private final RawSizes sizes;

    RawConnections(Identity identity, RawSizes sizes) {
        this.identity = identity;
        this.sizes = sizes;
    }

    RawFlushes flushes() {
        return flushes;
    }

    RawSizes sizes() {
        return sizes;
    }

    void execute(Runnable work) {
        loops.execute(() -> {
            work.run();
            flushes.flush();
        });
    }

    Channel listen(RawMessages.Taking taking) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NettyLoops.serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(identity.nettyListener().newHandler(connection.alloc()))
                                .addLast(new RawMessages(sizes, flushes, taking));
                    }
                })
                .bind(Loopback.at(0))
                .syncUninterruptibly()
                .channel();
    }

    Channel connect(int port, RawMessages.Taking taking) {
        var channel = new Bootstrap()
                .group(loops)
                .channel(NettyLoops.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(identity.nettyInitiator().newHandler(connection.alloc(), Identity.NAME, port))
                                .addLast(new RawMessages(sizes, flushes, taking));
                    }
                })
                .connect(Loopback.at(port))
                .syncUninterruptibly()
                .channel();
        channel.pipeline().get(SslHandler.class).handshakeFuture().syncUninterruptibly();
        return channel;
    }

    @Override
    public void close() {
        NettyLoops.end(loops);
    }
}
