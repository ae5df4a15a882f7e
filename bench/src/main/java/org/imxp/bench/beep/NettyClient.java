package org.imxp.bench.beep;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.NettyLoops;
import org.imxp.bench.measure.Sample;
import org.jspecify.annotations.Nullable;

/** Sends the same octets as {@link BeepClient}, and counts the octets that come back. */
final class NettyClient implements Client {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLoopGroup loops = NettyLoops.one();
    private final Identity identity;
    private final List<Channel> held = new ArrayList<>();

    NettyClient(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Sample run(Case wanted, int port, Duration time) {
        var flight = Flight.of(wanted);
        var generator = new Generator(wanted, flight);
        var channel = connect(wanted, port, generator);
        channel.eventLoop().execute(generator::begin);
        var sample = flight.await(time);
        channel.close().syncUninterruptibly();
        return sample;
    }

    private Channel connect(Case wanted, int port, Generator generator) {
        var channel = new Bootstrap()
                .group(loops)
                .channel(NettyLoops.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        if (wanted.secure()) {
                            connection
                                    .pipeline()
                                    .addLast(identity.nettyInitiator()
                                            .newHandler(connection.alloc(), Identity.NAME, port));
                        }
                        connection.pipeline().addLast(generator);
                    }
                })
                .connect(Loopback.at(port))
                .syncUninterruptibly()
                .channel();
        if (wanted.secure()) {
            channel.pipeline().get(SslHandler.class).handshakeFuture().syncUninterruptibly();
        }
        return channel;
    }

    @Override
    public void hold(int count, Case wanted, int port) {
        while (held.size() < count) {
            var flight = Flight.once();
            var generator = new Generator(wanted, flight);
            var channel = connect(wanted, port, generator);
            held.add(channel);
            channel.eventLoop().execute(generator::begin);
            var _ = flight.await(PATIENCE);
        }
    }

    @Override
    public void release() {
        held.forEach(Channel::close);
        held.clear();
    }

    @Override
    public void close() {
        NettyLoops.end(loops);
    }

    /** Writes all the messages that are due in one buffer, made beforehand. */
    private static final class Generator extends ChannelInboundHandlerAdapter {
        private final Case wanted;
        private final Flight flight;
        private final ByteBuf messages;
        private @Nullable ChannelHandlerContext own;
        private long received;

        Generator(Case wanted, Flight flight) {
            this.wanted = wanted;
            this.flight = flight;
            var octets = wanted.there() * wanted.depth();
            messages = Unpooled.directBuffer(octets).writeZero(octets);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            own = context;
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            messages.release();
        }

        void begin() {
            send(flight.begin());
        }

        private void send(int count) {
            var context = own;
            if (context != null && count > 0) {
                var _ = context.writeAndFlush(messages.retainedSlice(0, count * wanted.there()));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var octets = (ByteBuf) message;
            var before = received / wanted.back();
            received += octets.readableBytes();
            octets.release();
            var replies = (int) (received / wanted.back() - before);
            if (replies > 0) {
                send(flight.replied(replies));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            flight.failed(cause);
        }
    }
}
