package io.transfuse.pipeline;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that a command could have changed, as lines to compare. */
final class Footprint {
    private Footprint() {}

    /** Objects, settings and rows of a database; a row that was written again with the same values counts too. */
    static List<String> of(Endpoint target) {
        var lines = new ArrayList<>(Servers.rows(target, """
                SELECT 'relation', oid::regclass::text, relkind::text, relfilenode::text FROM pg_class
                  WHERE relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                UNION ALL SELECT 'schema', nspname, '', '' FROM pg_namespace
                UNION ALL SELECT 'function', oid::regprocedure::text, '', '' FROM pg_proc WHERE oid >= 16384
                UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid), '' FROM pg_constraint WHERE oid >= 16384
                UNION ALL SELECT 'trigger', tgname, tgenabled::text, '' FROM pg_trigger WHERE NOT tgisinternal
                ORDER BY 1, 2, 3
                """));
        tables(target)
                .forEach(t -> lines.addAll(Servers.rows(
                        target,
                        "SELECT '%1$s', count(*), md5(string_agg(t.xmin || ' ' ||".formatted(t)
                                + " t.ctid || t::text, '|' ORDER BY t.ctid)) FROM " + t + " t")));
        return lines;
    }

    /** What the rows of each table of ours add up to, wherever they lie. */
    static Map<String, String> rows(Endpoint target) {
        var rows = new TreeMap<String, String>();
        tables(target).stream()
                .filter(t -> !t.startsWith("transfuse."))
                .forEach(t -> rows.put(
                        t,
                        Servers.rows(
                                        target,
                                        "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM " + t
                                                + " t")
                                .get(0)));
        return rows;
    }

    private static List<String> tables(Endpoint target) {
        return Servers.rows(target, """
                SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r'
                  AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
                """);
    }

    /** Files below a folder with their size and time. */
    static Set<String> files(Path folder) {
        var files = new TreeSet<String>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.filter(Files::isRegularFile).toList()) {
                files.add(folder.relativize(path) + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
