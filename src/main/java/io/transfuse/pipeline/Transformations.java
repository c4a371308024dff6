package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.UserException;
import io.transfuse.transform.Transformation;
import java.util.List;

/** Makes the user's own transformations from the class names in the settings. */
final class Transformations {

    private Transformations() {}

    static List<Transformation> of(Mapping mapping) {
        return mapping.transformations().stream()
                .map(name -> made(mapping.source().name(), name))
                .toList();
    }

    private static Transformation made(String table, String name) {
        try {
            var type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
            return (Transformation) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw UserException.usage("tables." + table + ".transform is " + name
                    + ", but must be a class on the class path that implements " + Transformation.class.getName()
                    + " and has a public constructor without arguments");
        }
    }
}
