package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import org.imxp.protocol.DataHopping;
import org.imxp.protocol.Option;
import org.imxp.protocol.TargetHop;

/**
 * How many relays a data may reach after this one if its originator does not say so: what a relay may add (requirement CORE-27), so
 * that a loop which configuration made ends in any case. A relay that does not know the option may ignore it. Immutable.
 */
final class HopLimit {
    private final Option option;

    /**
     * Up to so many relays.
     *
     * @param most 1 to 255
     */
    HopLimit(int most) {
        option = new Option(
                DataHopping.OPTION, TargetHop.ALL, false, 0, List.of(), new DataHopping(most, false).write());
    }

    /** The options with a bound, which they may have already: what is not for all relays is none, nor is 0 (RFC 3342 section 4). */
    List<Option> on(List<Option> options) {
        var all = new ArrayList<Option>(options.size() + 1);
        for (var given : options) {
            if (given.name().equals(DataHopping.OPTION) && given.targetHop() == TargetHop.ALL) {
                if (DataHopping.read(given.content()).noMoreThan() != 0) {
                    return options;
                }
                continue;
            }
            all.add(given);
        }
        all.add(option);
        return all;
    }
}
