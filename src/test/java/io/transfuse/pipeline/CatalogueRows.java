package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Psql;
import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.report.OutFile;
import java.io.IOException;
import java.util.List;

/** Everything that PostgreSQL's catalogue says about what a migration makes, to compare two databases by. */
final class CatalogueRows {
    private static final String SQL = """
            WITH own AS (SELECT oid, nspname AS schema FROM pg_namespace
              WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'transfuse')),
            tables AS (SELECT c.oid, schema, relname FROM pg_class c JOIN own o ON o.oid = relnamespace
              WHERE relkind IN ('r', 'p'))
            SELECT 'column' AS kind, schema || '.' || relname AS place, attname AS name,
                concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                  attcollation::regcollation, pg_get_expr(adbin, adrelid), col_description(t.oid, attnum)) AS text
              FROM tables t JOIN pg_attribute ON attrelid = t.oid AND attnum > 0
              LEFT JOIN pg_attrdef ON adrelid = t.oid AND adnum = attnum
            UNION ALL SELECT 'table', schema || '.' || relname, '', obj_description(oid, 'pg_class') FROM tables
            UNION ALL SELECT 'constraint', schema || '.' || relname, conname,
                pg_get_constraintdef(c.oid) || convalidated FROM tables t JOIN pg_constraint c ON conrelid = t.oid
            UNION ALL SELECT 'index', schema || '.' || relname, '', pg_get_indexdef(indexrelid)
              || indisvalid || indisprimary || indisunique FROM tables t JOIN pg_index ON indrelid = t.oid
            UNION ALL SELECT 'trigger', schema || '.' || relname, tgname, pg_get_triggerdef(g.oid)
              FROM tables t JOIN pg_trigger g ON tgrelid = t.oid WHERE NOT tgisinternal
            UNION ALL SELECT 'enum', schema || '.' || typname, enumlabel, enumsortorder::text
              FROM pg_enum JOIN pg_type y ON y.oid = enumtypid JOIN own o ON o.oid = typnamespace
            UNION ALL SELECT 'function', schema, proname, pg_get_functiondef(p.oid)
              FROM pg_proc p JOIN own o ON o.oid = pronamespace WHERE prokind = 'f'
            UNION ALL SELECT 'sequence', schemaname, sequencename, concat_ws(' ', data_type, start_value, min_value,
                max_value, increment_by, cycle, cache_size)
              FROM pg_sequences JOIN own ON schema = schemaname
            UNION ALL SELECT 'extension', '', extname, '' FROM pg_extension
            ORDER BY 1, 2, 3, 4
            """;

    private CatalogueRows() {}

    static List<String> of(Endpoint database) {
        return Servers.rows(database, SQL);
    }

    /** The files of a finished run make the same in an empty database as the run did, and what 14 takes too. */
    static void sameByFiles(Trial trial) throws IOException, InterruptedException {
        var byFiles = files(trial, Servers.postgres());
        assertThat(byFiles).hasSizeGreaterThan(50).isEqualTo(of(trial.target));
        var old = Servers.oldPostgres();
        if (old.isPresent()) {
            assertThat(files(trial, old.get())).hasSizeGreaterThan(50);
        }
    }

    private static List<String> files(Trial trial, Endpoint into) throws IOException, InterruptedException {
        for (var file : List.of(OutFile.SCHEMA_SQL, OutFile.INDEXES_SQL)) {
            Psql.run(into, trial.out.resolve(file.fileName()));
        }
        return of(into);
    }
}
