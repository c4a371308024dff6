package io.transfuse.report;

import java.util.Map;

/** What a rule's name says to somebody who meets it for the first time. */
final class RuleWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("corrected", "was refused, until somebody corrected it"),
            Map.entry("came-along", "was refused, until the row that it refers to was corrected"),
            Map.entry("orphan", "refers to a row that the source does not have"),
            Map.entry("differs", "another column that was merged says something else; the first one counts"),
            Map.entry("undecided", "the column that decides says nothing; the member is what the map says"),
            Map.entry("unjoined", "names no row of the table that is joined"),
            Map.entry("parent-rejected", "refers to a row that was refused itself"),
            Map.entry("uncovered", "refers to a row that went to a target which the column does not refer to"),
            Map.entry("bad-json", "text that is not JSON"),
            Map.entry("json-repeats", "a member of an object is there twice; the last one counts"),
            Map.entry("not-an-integer", "not a whole number"),
            Map.entry("not-a-number", "not a number"),
            Map.entry("not-a-boolean", "neither true nor false"),
            Map.entry("not-a-timestamp", "not a date and time"),
            Map.entry("not-a-date", "not a date"),
            Map.entry("not-a-uuid", "not a UUID"),
            Map.entry("invalid-utf8", "bytes that are no text"),
            Map.entry("nul-byte", "a NUL character, which PostgreSQL's text cannot hold"),
            Map.entry("null", "NULL where the target takes none"),
            Map.entry("too-long", "longer than the target's column"),
            Map.entry("too-fine", "more digits of a second than the target's column takes"),
            Map.entry("blank-end", "blanks at the end, which the target's column does not keep"),
            Map.entry("check", "breaks a check of the target"),
            Map.entry("expression", "the column's expression fails for this row"),
            Map.entry("duplicate", "a second row with the same unique value"),
            Map.entry("unmapped", "a value that the map does not know"),
            Map.entry("letter-case", "a member in other letters than the map has, which the source calls equal"),
            Map.entry("zero-date", "a date with a zero part, which no calendar has"),
            Map.entry("empty-enum", "no member of the enumeration"),
            Map.entry("not-a-time", "not a time of day"),
            Map.entry("not-an-interval", "not hours, minutes and seconds"),
            Map.entry("not-a-bytea", "not bytes"),
            Map.entry("not-a-text", "bytes in a column of texts"),
            Map.entry("not-a-jsonb", "bytes in a column of JSON"),
            Map.entry("not-an-enum", "not a member of the enumeration"),
            Map.entry("not-an-array", "not a list"),
            Map.entry("not-a-bit", "not bits, or more than the target's column takes"),
            Map.entry("not-a-point", "a shape that is no point"),
            Map.entry("dst-gap", "a local time that the zone's clocks skip"),
            Map.entry("dst-overlap", "a local time that the zone's clocks show twice; the first of the two was taken"),
            Map.entry("uuid-spelling", "a UUID spelled otherwise than PostgreSQL prints it"),
            Map.entry(
                    "key-spelling",
                    "a key spelled otherwise than in the row that it refers to; it got that row's spelling"),
            Map.entry("double-encoded", "text that looks as if it had been encoded twice; carried as it is"),
            Map.entry("date:iso-offset", "a time with an offset from UTC became a moment"),
            Map.entry("date:unix-seconds", "seconds since 1970 became a moment"),
            Map.entry("date:unix-millis", "milliseconds since 1970 became a moment"),
            Map.entry("date:julian-day", "a Julian day became a moment"),
            Map.entry("uuid:derived", "an id that was no UUID got one derived from it"),
            Map.entry("real-as-decimal", "a binary fraction became the decimal that it prints as"));

    private RuleWords() {}

    /** The words for a rule such as {@code orphan:case_id}, empty for one that a user named. */
    static String of(String rule) {
        var colon = rule.indexOf(':');
        var family = colon < 0 ? rule : rule.substring(0, colon);
        return WORDS.getOrDefault(rule, WORDS.getOrDefault(family, ""));
    }
}
