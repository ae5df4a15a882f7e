package org.imxp.relay.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.access.AccessDecisions;

/** What endpoints allow each other, as a test says; themselves everything. */
final class TestAccess implements AccessDecisions, AccessChanges {
    private record Pair(Address owner, Address actor) {}

    private final Map<Pair, Actions> entries = new HashMap<>();
    private final List<Consumer<Address>> listeners = new ArrayList<>();
    private Actions others = Actions.NONE;

    /** What everybody else may do to everybody. */
    TestAccess all(String... actions) {
        others = Actions.of(actions);
        return this;
    }

    TestAccess allow(String owner, String actor, String... actions) {
        var address = Address.parse(owner);
        entries.put(new Pair(address, Address.parse(actor)), Actions.of(actions));
        List.copyOf(listeners).forEach(listener -> listener.accept(address));
        return this;
    }

    private Actions actions(Address owner, Address actor) {
        var own = entries.get(new Pair(owner, actor));
        if (own != null) {
            return own;
        }
        return owner.isSubaddress()
                ? actions(owner.parent(), actor)
                : actor.parent().equals(owner) ? Actions.ALL : others;
    }

    @Override
    public boolean grants(Address owner, Address actor, String action) {
        return actions(owner, actor).grant(action);
    }

    @Override
    public Collection<String> named(Address owner, Address actor, String service) {
        return actions(owner, actor).operations(service);
    }

    @Override
    public void whenChanged(Consumer<Address> listener) {
        listeners.add(listener);
    }
}
