package org.imxp.endpoint.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Words that two people read to each other to learn whether each has the other's key. They are made of both fingerprints, so both see
 * the same ones.
 *
 * <p>Twelve words are 96 bits, and each try takes {@value #ROUNDS} rounds: who stands in between, and may choose a key for either side
 * until the words of both are the same, would need some 2 to the 66th of them.
 */
public final class ShortWords {
    /** How many words there are. */
    public static final int COUNT = 12;

    static final int ROUNDS = 1 << 18;
    static final List<String> LIST = List.of("""
        acid actor album alley amber ankle april arctic arena arrow atlas august autumn avenue award bacon badge
        bamboo banana barrel basket beach berry bicycle bishop blossom bonus border bottle bread brick bronze bubble
        buffalo butter cabin cactus camel canyon cargo castle cello cement chalk cheese circle citrus clinic clock
        cobra coffee copper cotton cousin coyote cradle crystal cup curtain daisy dance desert diamond dinner dolphin
        domino donkey dragon drum eagle earth echo eclipse elbow elephant empire engine envelope equator errand
        evening exit fabric family farmer feather fiddle fig flame forest fossil friday fruit galaxy garden gate ghost
        giant giraffe globe goblet gold gorilla gravel guitar harbor helmet heron hill hobby horse hotel hundred
        husband ice igloo index insect island ivory jaguar jewel jigsaw job jungle kangaroo keyboard kidney kitchen
        kiwi knife koala ladder lagoon laundry lava library lion lizard lobster locket lunch magnet marble meadow
        mercury metal mirror morning mosquito mountain mule museum napkin nectar needle nephew nest nickel night nylon
        oasis ocean october office olive opera orange orchid owl oxygen palace panther paper pasture peanut pencil
        picnic pigeon pillow poem polar poppy potato prince puppet puzzle pyramid quartz queen quiver rabbit radio
        raft recipe reindeer ribbon robot rubber sailor salad sandal saturn scarf school scissors sea shelf silver
        skirt smoke snail soccer spider sponge squid stadium sugar summer sunset syrup teapot temple tennis thumb
        tiger toast torch trumpet tulip tunnel turtle twelve umbrella unicorn upstairs urban vacuum vanilla vessel
        village vinegar violin vision volcano voyage waffle walnut wedding weekend wheat whisper window yacht yogurt
        zinc
        """.strip().split("\\s+"));

    private static final byte[] SALT = "imxp words 1".getBytes(StandardCharsets.US_ASCII);

    private ShortWords() {}

    /**
     * The words for two keys. It takes some tenths of a second.
     *
     * @param one a fingerprint in hexadecimal digits
     * @param other the other one; the order does not matter
     * @return {@value #COUNT} words
     */
    public static List<String> of(String one, String other) {
        var both = Stream.of(one, other)
                .map(fingerprint -> fingerprint.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        try {
            var key = new PBEKeySpec(String.join(" ", both).toCharArray(), SALT, ROUNDS, COUNT * Byte.SIZE);
            var octets = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
            var words = new ArrayList<String>();
            for (byte octet : octets) {
                words.add(LIST.get(Byte.toUnsignedInt(octet)));
            }
            return List.copyOf(words);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2 with SHA-256", e);
        }
    }

    /**
     * Whether words that somebody has typed are those for two keys.
     *
     * @param typed in any case, with whatever between them that is no letter
     * @param one a fingerprint in hexadecimal digits
     * @param other the other one
     * @return whether all are there, in their order
     */
    public static boolean match(String typed, String one, String other) {
        var words = Arrays.stream(typed.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.equals(of(one, other));
    }
}
