package org.imxp.message.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.imxp.message.MessageLimits;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.message.security.Opened;
import org.imxp.message.security.Opener;
import org.imxp.message.security.SecuredParts;
import org.imxp.testkit.fuzz.FuzzRule;

/** What a stranger sends is opened to a value, whatever it is; and what is said to be signed is what Fred has signed. */
public final class OpenerTarget {
    /** All that Fred's keys have signed in the corpus. */
    static final String SIGNED =
            "Content-Type: text/plain; charset=utf-8\r\n\r\nGr\u00FC\u00DFe \r\n\r\n- dash\r\nFrom x\r\n.\r\nlast \t";

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));

    private static final Set<ByteBuffer> OCTETS = Set.of(ByteBuffer.wrap(SIGNED.getBytes(StandardCharsets.UTF_8)));
    private static final Opener OPENER = new Opener(
            Reading.READER,
            CLOCK,
            new Opener.Keys(
                    List.of(FuzzKeys.pgp().certificate()),
                    List.of(FuzzKeys.pgp()),
                    List.of(FuzzKeys.smime().certificate()),
                    List.of(FuzzKeys.smime())));

    private OpenerTarget() {}

    /**
     * Tries an input.
     *
     * @param input a MIME entity
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.orFault(() -> MimeEntity.read(ByteBuffer.wrap(input), MessageLimits.DEFAULT))
                .ifPresent(OpenerTarget::open);
    }

    private static void open(MimeEntity entity) {
        check(OPENER.open(entity));
        Reading.orFault(() -> SecuredParts.asContent(entity))
                .map(SecuredParts::asEntity)
                .ifPresent(again -> {
                    check(OPENER.open(again));
                    FuzzRule.same(
                            SecuredParts.asContent(entity),
                            SecuredParts.asContent(again),
                            "a secured content and what it is as an entity");
                });
    }

    private static void check(Opened opened) {
        switch (opened) {
            case Opened.Signed signed ->
                FuzzRule.holds(OCTETS.contains(signed.content().octets()), () -> "Fred has not signed " + signed);
            case Opened.SignedByUnknown(var content, var key, var _) -> readable(content, key);
            case Opened.NotSigned(var content, var _) -> readable(content, "");
            case Opened.Broken(var why) -> FuzzRule.sentence(why);
            case Opened.NotForUs(var keys) -> FuzzRule.holds(keys.size() < 4096, () -> "keys: " + keys.size());
        }
    }

    private static void readable(MimeEntity content, String key) {
        FuzzRule.holds(key.length() <= 64, () -> "a key is named " + key);
        Reading.orFault(() -> Reading.READER.content(content)).ifPresent(found -> {
            if (!(found instanceof OpaqueContent)) {
                BodyTarget.shown(found);
            }
        });
    }
}
