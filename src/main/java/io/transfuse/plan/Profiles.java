package io.transfuse.plan;

import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the rows of all tables hold, counted side by side where the source takes several questions at once. */
final class Profiles {

    private Profiles() {}

    static Map<String, Profile> of(Source source, List<Table> tables, int connections) {
        var counted = new Questions(source, connections)
                .answers(tables.stream()
                        .<Supplier<Profile>>map(t -> () -> source.profile(t))
                        .toList());
        var profiles = new LinkedHashMap<String, Profile>();
        for (int i = 0; i < tables.size(); i++) {
            profiles.put(tables.get(i).name(), counted.get(i));
        }
        return profiles;
    }
}
