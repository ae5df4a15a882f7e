package org.imxp.relay.contact;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactWriter;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Post;

/**
 * Says what contact services have to say. Used by all threads.
 *
 * @param post how
 */
record Voice(Post post) {
    private static final ContactWriter WRITER = new ContactWriter();

    /** Says something to an endpoint or a service. */
    CompletionStage<ReplyCode> say(Address service, Address recipient, ContactOperation said) {
        return post.send(service, recipient, dialect -> WRITER.write(said, dialect));
    }

    /** Says something to an owner, as the service of its domain. */
    void tell(Address owner, ContactOperation said) {
        var _ = say(Address.service(ContactService.NAME, owner.domain()), owner, said);
    }
}
