package io.transfuse.types;

/** Collations of ICU that call spellings equal as a source does; PostgreSQL makes them where an index needs one. */
public enum Ignoring {
    CASE("ignoring_case", "und-u-ks-level2"),
    ACCENTS("ignoring_accents", "und-u-ks-level1");

    private final String title;
    private final String locale;

    Ignoring(String title, String locale) {
        this.title = title;
        this.locale = locale;
    }

    /** Its name in PostgreSQL. */
    public String title() {
        return title;
    }

    /** Its name in SQL. */
    public String sqlName(String schema) {
        return Quote.identifier(schema, title);
    }

    /** The statement that makes it where it is missing. */
    public String create(String schema) {
        return "CREATE COLLATION IF NOT EXISTS " + sqlName(schema) + " (provider = icu, locale = '" + locale
                + "', deterministic = false)";
    }
}
