package org.imxp.message.security;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.imxp.message.MessageFault;

/** Gives so many octets and no more: a few that arrived may say that they are many, and some readers take all that there are. */
final class BoundedStream extends FilterInputStream {
    private final int most;
    private long given;

    BoundedStream(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int found = super.read(into, offset, length);
        count(Math.max(found, 0));
        return found;
    }

    @Override
    public long skip(long octets) throws IOException {
        long skipped = super.skip(octets);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        given += more;
        if (given > most) {
            throw MessageFault.invalid(
                    "What was encrypted would be more than " + most + " octets with all that is in it.");
        }
    }
}
