/** BEEP, the Blocks Extensible Exchange Protocol (RFC 3080, 3081). */
@org.jspecify.annotations.NullMarked
module org.imxp.beep {
    requires transitive org.jspecify;
    requires com.ctc.wstx;
    requires org.codehaus.stax2;
    requires java.xml;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.slf4j;
    requires static org.bouncycastle.tls;

    exports org.imxp.beep;
    exports org.imxp.beep.blocking;
    exports org.imxp.beep.sasl;
}
