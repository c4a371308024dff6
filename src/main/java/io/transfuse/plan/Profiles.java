package io.transfuse.plan;

import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** What the rows of all tables hold, counted side by side where the source takes several questions at once. */
final class Profiles {

    private Profiles() {}

    static Map<String, Profile> of(Source source, List<Table> tables, int connections) {
        var profiles = new LinkedHashMap<String, Profile>();
        if (!source.manyAtOnce() || tables.size() < 2) {
            tables.forEach(t -> profiles.put(t.name(), source.profile(t)));
            return profiles;
        }
        var pool = Executors.newFixedThreadPool(Math.min(connections, tables.size()));
        try {
            var counted = tables.stream()
                    .map(t -> CompletableFuture.supplyAsync(() -> source.profile(t), pool))
                    .toList();
            for (int i = 0; i < tables.size(); i++) {
                profiles.put(tables.get(i).name(), counted.get(i).join());
            }
            return profiles;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            pool.shutdownNow();
        }
    }
}
