package org.imxp.beep.fuzz;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/** The same octets each time, so that an input does the same each time, and an input can have the right answer to a nonce. */
final class SameRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    SameRandom() {
        super(new Spi(), null);
    }

    private static final class Spi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;
        private int next;

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] octets) {
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) (next++ * 37);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            var seed = new byte[count];
            engineNextBytes(seed);
            return seed;
        }
    }
}
