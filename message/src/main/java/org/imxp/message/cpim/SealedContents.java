package org.imxp.message.cpim;

import java.util.Set;
import org.imxp.message.Content;
import org.imxp.message.MediaType;

/**
 * What a gateway between IMXP and CPIM passes on as it is, and never makes anything else of (RFC 3859 and RFC 3860, sections 3.3 and
 * 4): it means something only octet for octet.
 */
public final class SealedContents {
    private static final Set<String> TYPES = Set.of(
            CpimMessage.MEDIA_TYPE,
            "multipart/signed",
            "multipart/encrypted",
            "application/pkcs7-mime",
            "application/x-pkcs7-mime",
            "application/pgp-encrypted");

    private SealedContents() {}

    /**
     * Whether a content is signed or encrypted, or is a message/cpim, over which a signature may be.
     *
     * @param content the content of a message or of a notification
     * @return whether it is to be passed on as it is
     */
    public static boolean isSealed(Content content) {
        return TYPES.contains(MediaType.parse(content.type()).name());
    }
}
