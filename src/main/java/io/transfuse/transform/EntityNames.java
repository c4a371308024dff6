package io.transfuse.transform;

import io.transfuse.types.UuidFrom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.unsafe.types.UTF8String;

/** What derived names of entities begin with: made once for each thread, asked for each key. */
final class EntityNames {

    private static final ThreadLocal<Map<UTF8String, EntityNames>> KNOWN = ThreadLocal.withInitial(HashMap::new);

    private final UTF8String namespace;
    private final byte[] beginning;

    private EntityNames(UTF8String namespace, UTF8String entity) {
        this.namespace = namespace.clone();
        this.beginning = UuidFrom.beginning(UUID.fromString(namespace.toString()), entity.toString());
    }

    static byte[] beginning(UTF8String namespace, UTF8String entity) {
        var known = KNOWN.get();
        var names = known.get(entity);
        if (names == null || !names.namespace.equals(namespace)) {
            names = new EntityNames(namespace, entity);
            known.put(entity.clone(), names);
        }
        return names.beginning;
    }
}
