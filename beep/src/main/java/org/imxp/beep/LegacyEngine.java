package org.imxp.beep;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.tls.TlsServerProtocol;
import org.jspecify.annotations.Nullable;

/** {@link LegacyServer} as an engine, for Netty's handler. It is set up as it is: the setters are refused. */
final class LegacyEngine extends SSLEngine {
    private static final int RECORD_HEADER = 5;
    private static final String PROTOCOL = "TLSv1.2";

    private final TlsServerProtocol protocol = new TlsServerProtocol();
    private final LegacyServer server;
    private final LegacySession session;
    private boolean begun;
    private boolean told;
    private boolean inboundDone;
    private boolean outboundClosed;

    LegacyEngine(TlsKey key) {
        server = LegacyServer.of(key);
        session = new LegacySession(key.chain(), PROTOCOL, LegacyServer.SUITE);
    }

    // ---- octets ----------------------------------------------------------------------------------------------------

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) throws SSLException {
        beginHandshake();
        if (inboundDone) {
            return result(Status.CLOSED, 0, 0);
        }
        int record = source.remaining() < RECORD_HEADER
                ? Integer.MAX_VALUE
                : RECORD_HEADER + Short.toUnsignedInt(source.getShort(source.position() + 3));
        if (source.remaining() < record) {
            return result(Status.BUFFER_UNDERFLOW, 0, 0);
        }
        if (server.isComplete() && room(targets, offset, length) < record) {
            return result(Status.BUFFER_OVERFLOW, 0, 0);
        }
        var octets = new byte[record];
        source.get(octets);
        try {
            protocol.offerInput(octets);
        } catch (IOException e) {
            inboundDone = true;
            throw new SSLException("TLS with " + LegacyServer.SUITE + ": " + e.getMessage(), e);
        }
        inboundDone = protocol.isClosed();
        return result(inboundDone ? Status.CLOSED : Status.OK, record, read(targets, offset, length));
    }

    private static int room(ByteBuffer[] targets, int offset, int length) {
        int room = 0;
        for (int i = offset; i < offset + length; i++) {
            room += targets[i].remaining();
        }
        return room;
    }

    private int read(ByteBuffer[] targets, int offset, int length) {
        int read = 0;
        for (int i = offset; i < offset + length && protocol.getAvailableInputBytes() > 0; i++) {
            int part = Math.min(targets[i].remaining(), protocol.getAvailableInputBytes());
            read += protocol.readInput(targets[i], part);
        }
        return read;
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) throws SSLException {
        beginHandshake();
        if (target.remaining() < session.getPacketBufferSize()) {
            return result(Status.BUFFER_OVERFLOW, 0, 0);
        }
        int consumed = 0;
        if (protocol.getAvailableOutputBytes() == 0 && server.isComplete() && !outboundClosed) {
            consumed = write(sources, offset, length);
        }
        int produced = Math.min(protocol.getAvailableOutputBytes(), target.remaining());
        protocol.readOutput(target, produced);
        return result(isOutboundDone() ? Status.CLOSED : Status.OK, consumed, produced);
    }

    /** At most one record. */
    private int write(ByteBuffer[] sources, int offset, int length) throws SSLException {
        for (int i = offset; i < offset + length; i++) {
            if (sources[i].hasRemaining()) {
                var octets = new byte[Math.min(sources[i].remaining(), protocol.getApplicationDataLimit())];
                sources[i].get(octets);
                try {
                    protocol.writeApplicationData(octets, 0, octets.length);
                } catch (IOException e) {
                    throw new SSLException("TLS with " + LegacyServer.SUITE + ": " + e.getMessage(), e);
                }
                return octets.length;
            }
        }
        return 0;
    }

    private SSLEngineResult result(Status status, int consumed, int produced) {
        var next = getHandshakeStatus();
        if (next == HandshakeStatus.NOT_HANDSHAKING && server.isComplete() && !told && status == Status.OK) {
            told = true;
            next = HandshakeStatus.FINISHED;
        }
        return new SSLEngineResult(status, next, consumed, produced);
    }

    // ---- the state -------------------------------------------------------------------------------------------------

    @Override
    public void beginHandshake() throws SSLException {
        if (!begun) {
            begun = true;
            try {
                protocol.accept(server);
            } catch (IOException e) {
                throw new SSLException("TLS can't begin: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        if (begun && protocol.getAvailableOutputBytes() > 0) {
            return HandshakeStatus.NEED_WRAP;
        }
        return begun && !server.isComplete() && !inboundDone
                ? HandshakeStatus.NEED_UNWRAP
                : HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public void closeInbound() {
        inboundDone = true;
    }

    @Override
    public boolean isInboundDone() {
        return inboundDone;
    }

    @Override
    public void closeOutbound() {
        if (!outboundClosed) {
            outboundClosed = true;
            try {
                protocol.close();
            } catch (IOException e) {
                inboundDone = true; // What could not be closed is not read from either.
            }
        }
    }

    @Override
    public boolean isOutboundDone() {
        return outboundClosed && protocol.getAvailableOutputBytes() == 0;
    }

    @Override
    public SSLSession getSession() {
        return session;
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        return null;
    }

    // ---- what is set up --------------------------------------------------------------------------------------------

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[] {LegacyServer.SUITE};
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return getSupportedCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return new String[] {PROTOCOL};
    }

    @Override
    public String[] getEnabledProtocols() {
        return getSupportedProtocols();
    }

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        throw fixed();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        throw fixed();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        throw fixed();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        throw fixed();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        throw fixed();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("this engine is for " + LegacyServer.SUITE + " and can't be changed");
    }
}
