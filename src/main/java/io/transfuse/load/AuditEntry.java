package io.transfuse.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An entry of the audit trail. Its text is canonical JSON, keys in order and no spaces; {@code hash} in it is the
 * SHA-256 of the same text without {@code hash}, and {@code previous} the hash of the entry before.
 *
 * @param trail the trail that it belongs to
 * @param number its place, from 1
 * @param previous the hash of the entry before, empty for the first
 * @param hash its own
 * @param text the whole entry
 */
public record AuditEntry(String trail, long number, String previous, String hash, String text) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String HASH = "hash";

    /** What an entry says that the target could not take. */
    private static final String ONLY_FILE = "\"only\":\"file\"";

    /** The entry behind another one, or the first of a trail. */
    public static AuditEntry after(Optional<AuditEntry> before, String trail, Map<String, ?> facts) {
        var all = new TreeMap<String, Object>(facts);
        var number = before.map(AuditEntry::number).orElse(0L) + 1;
        var previous = before.map(AuditEntry::hash).orElse("");
        all.put("trail", trail);
        all.put("number", number);
        all.put("previous", previous);
        var hash = sha256(canonical(all));
        all.put(HASH, hash);
        return new AuditEntry(trail, number, previous, hash, canonical(all));
    }

    /** Reads an entry back; empty where its text is not what its hash says, in any byte. */
    public static Optional<AuditEntry> of(String text) {
        try {
            var all = new TreeMap<String, Object>();
            JSON.readTree(text).properties().forEach(f -> all.put(f.getKey(), f.getValue()));
            var hash = all.remove(HASH) instanceof JsonNode node ? node.asText() : "";
            var whole = sha256(canonical(all)).equals(hash);
            var entry = new AuditEntry(
                    word(all, "trail"), Long.parseLong(word(all, "number")), word(all, "previous"), hash, text);
            all.put(HASH, hash);
            return whole && canonical(all).equals(text) ? Optional.of(entry) : Optional.empty();
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the target's account could not write it down, so that the file alone has it. */
    public boolean onlyInFile() {
        return text.contains(ONLY_FILE);
    }

    private static String word(Map<String, Object> all, String key) {
        return all.get(key) instanceof JsonNode node ? node.asText() : "";
    }

    /** The digest of any facts. */
    public static String digest(Map<String, ?> facts) {
        return sha256(canonical(new TreeMap<>(facts)));
    }

    private static String canonical(Map<String, ?> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        return DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
