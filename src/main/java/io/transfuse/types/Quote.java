package io.transfuse.types;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names and texts are written in PostgreSQL's SQL, and in a shell: the one place where quotes are set. */
public final class Quote {
    private static final Pattern SIMPLE = Pattern.compile("[a-z_][a-z0-9_]*");

    private static final Pattern BARE = Pattern.compile("[\\w./:@%+=,-]+", Pattern.UNICODE_CHARACTER_CLASS);

    // Every word of PostgreSQL 14 to 18 that cannot be any name at all (pg_get_keywords, catcode other than U).
    private static final Set<String> RESERVED = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean
            both case cast char character check coalesce collate collation column concurrently constraint create
            cross current_catalog current_date current_role current_schema current_time current_timestamp
            current_user dec decimal default deferrable desc distinct do else end except exists extract false
            fetch float for foreign freeze from full grant greatest group grouping having ilike in initially
            inner inout int integer intersect interval into is isnull join json json_array json_arrayagg
            json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
            lateral leading least left like limit localtime localtimestamp merge_action national natural nchar
            none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay
            placing position precision primary real references returning right row select session_user setof
            similar smallint some substring symmetric system_user table tablesample then time timestamp to
            trailing treat trim true union unique user using values varchar variadic verbose when where window
            with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
            xmlserialize xmltable
            """.strip().split("\\s+"));

    private Quote() {}

    /** A name, bare where PostgreSQL reads it as it is. */
    public static String identifier(String name) {
        if (SIMPLE.matcher(name).matches() && !RESERVED.contains(name)) {
            return name;
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name in its schema. */
    public static String identifier(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    /** Names with commas between them. */
    public static String identifiers(List<String> names) {
        return names.stream().map(Quote::identifier).collect(Collectors.joining(", "));
    }

    /** A word of a command that somebody copies into a shell, bare where the shell reads it as it is. */
    public static String shell(Object word) {
        var text = word.toString();
        return BARE.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A text; it reads the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        var doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
