package org.imxp.bench.presence;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.NettyLoops;

/** Does with octets what a relay does with a change, and nothing else: answers whoever sends one, and passes it to all others. */
final class BareServer implements BareMessages.Taking, AutoCloseable {
    private final EventLoopGroup loops = NettyLoops.one();
    private final BareSizes sizes = BareSizes.find();
    private final List<Channel> connections = new ArrayList<>();
    private final Channel listening;

    BareServer(Identity identity) {
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NettyLoops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(identity.nettyListener().newHandler(connection.alloc()))
                                .addLast(new BareMessages(BareServer.this));
                        connections.add(connection);
                    }
                })
                .bind(Loopback.at(0))
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void take(Channel from, BareMessages.Kind kind) {
        if (kind == BareMessages.Kind.PUBLISH) {
            var _ = from.write(BareMessages.message(from, BareMessages.Kind.OK, sizes.ok()));
            for (var subscriber : connections) {
                if (!subscriber.equals(from)) {
                    var _ = subscriber.writeAndFlush(
                            BareMessages.message(subscriber, BareMessages.Kind.NOTIFICATION, sizes.notification()));
                }
            }
        }
    }

    @Override
    public void failed(Throwable cause) {
        System.err.println("bare server: " + cause);
    }

    @Override
    public void close() {
        NettyLoops.end(loops);
    }
}
