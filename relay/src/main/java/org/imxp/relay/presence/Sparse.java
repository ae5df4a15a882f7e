package org.imxp.relay.presence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps of which there are very many, most of them with nothing or with one thing in them: those cost little. All keep the order in
 * which keys came. A map that was given to a method here is not to be used any more.
 */
final class Sparse {
    private Sparse() {}

    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        if (map instanceof LinkedHashMap) {
            map.put(key, value);
            return map;
        }
        if (map.isEmpty() || map.containsKey(key)) {
            return Map.of(key, value);
        }
        var more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        if (map instanceof LinkedHashMap) {
            map.remove(key);
            return map.isEmpty() ? Map.of() : map;
        }
        return map.containsKey(key) ? Map.of() : map;
    }
}
