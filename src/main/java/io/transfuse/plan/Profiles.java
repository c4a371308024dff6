package io.transfuse.plan;

import io.transfuse.config.Engine;
import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.source.Parted;
import io.transfuse.source.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the rows of all tables hold, counted side by side, and large ones in parts. */
final class Profiles {

    private Profiles() {}

    static Map<String, Profile> of(Source source, List<Table> tables, Engine engine) {
        var questions = new Questions(source, engine.questions());
        var counted = questions.together(questions.answers(tables.stream()
                .<Supplier<Parted<Profile>>>map(t -> () -> source.profiled(t, engine.partitionRows()))
                .toList()));
        var profiles = new LinkedHashMap<String, Profile>();
        for (int i = 0; i < tables.size(); i++) {
            profiles.put(tables.get(i).name(), counted.get(i));
        }
        return profiles;
    }
}
