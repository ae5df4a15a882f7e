package org.imxp.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who sent a message: the data originator, which its relay has authenticated, and never the header's word for it.
 *
 * @param originator the endpoint that sent the message
 * @param claimed the addresses of from and sender that are not the originator's; show them as unconfirmed, or not at all
 */
public record Sender(String originator, List<MailboxAddress> claimed) {
    /** Copies the list. */
    public Sender {
        claimed = List.copyOf(claimed);
    }

    /**
     * Whether the header names somebody else, alone or beside the originator.
     *
     * @return whether a user is to be warned
     */
    public boolean mismatch() {
        return !claimed.isEmpty();
    }

    static Sender of(Message message, String originator) {
        String full = folded(originator);
        String parent = withoutSubaddress(full);
        List<MailboxAddress> named = new ArrayList<>(message.from());
        named.addAll(message.addresses(MessageNames.SENDER));
        named.removeIf(address -> address.entity()
                .filter(entity -> entity.equals(full) || entity.equals(parent))
                .isPresent());
        return new Sender(originator, named);
    }

    /** Local parts compare exactly, domains in any case. */
    private static String folded(String entity) {
        int at = entity.lastIndexOf('@');
        return at < 0 ? entity : entity.substring(0, at) + entity.substring(at).toLowerCase(Locale.ROOT);
    }

    /** An application of fred's, attached as fred/appl=im, may write as fred. */
    private static String withoutSubaddress(String entity) {
        int slash = entity.indexOf('/');
        int at = entity.lastIndexOf('@');
        return slash < 0 || slash > at ? entity : entity.substring(0, slash) + entity.substring(at);
    }
}
