package org.imxp.endpoint;

import java.util.stream.IntStream;

/**
 * The transIDs by which relays report on one message.
 *
 * @param status for statusRequest
 * @param timing for dataTiming; 0 when it is not asked for
 * @param hopping for dataHopping; 0 when it is not asked for
 */
record TransIds(int status, int timing, int hopping) {
    IntStream all() {
        return IntStream.of(status, timing, hopping).filter(id -> id > 0);
    }
}
