package org.imxp.bench.presence;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.NettyLoops;

/** One that publishes and those who are told, at a {@link BareServer}. */
final class BareClient implements BareMessages.Taking, Answering, AutoCloseable {
    private final EventLoopGroup loops = NettyLoops.one();
    private final BareSizes sizes = BareSizes.find();
    private final Identity identity;
    private final int port;
    private final int subscribers;
    private final Channel publisher;
    private volatile Awaited end = new Awaited();
    private Latencies toTheLast = Latencies.none();
    private int left;
    private int told;
    private long published;

    BareClient(Identity identity, int port, int subscribers) {
        this.identity = identity;
        this.port = port;
        this.subscribers = subscribers;
        publisher = connect();
        for (int i = 0; i < subscribers; i++) {
            var _ = connect();
        }
    }

    private Channel connect() {
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
                                .addLast(new BareMessages(BareClient.this));
                    }
                })
                .connect(Loopback.at(port))
                .syncUninterruptibly()
                .channel();
        channel.pipeline().get(SslHandler.class).handshakeFuture().syncUninterruptibly();
        return channel;
    }

    @Override
    public Figures answer(String[] command) {
        if (!command[0].equals("steady")) {
            return Figures.of("subscribers", subscribers);
        }
        int changes = Integer.parseInt(command[1]);
        toTheLast = Latencies.ready();
        var awaited = new Awaited();
        end = awaited;
        long began = System.nanoTime();
        loops.execute(() -> {
            left = changes;
            publish();
        });
        long ended = awaited.time("telling of " + changes + " changes");
        return new Figures(Map.of(
                "changes",
                (long) changes,
                "notifications",
                (long) changes * subscribers,
                "nanos",
                ended - began,
                "p50",
                toTheLast.percentile(50),
                "p99",
                toTheLast.percentile(99)));
    }

    private void publish() {
        left--;
        told = 0;
        published = System.nanoTime();
        var _ = publisher.writeAndFlush(BareMessages.message(publisher, BareMessages.Kind.PUBLISH, sizes.publish()));
    }

    @Override
    public void take(Channel from, BareMessages.Kind kind) {
        if (kind != BareMessages.Kind.NOTIFICATION) {
            return;
        }
        var _ = from.write(BareMessages.message(from, BareMessages.Kind.OK, sizes.ok()));
        told++;
        if (told == subscribers) {
            toTheLast.add(System.nanoTime() - published);
            if (left > 0) {
                publish();
            } else {
                end.come();
            }
        }
    }

    @Override
    public void failed(Throwable cause) {
        end.failed(cause.toString());
    }

    @Override
    public void close() {
        NettyLoops.end(loops);
    }
}
