package io.transfuse.load;

/**
 * One statement that makes one object of the target.
 *
 * @param kind what it makes
 * @param schema the schema of the object
 * @param table the table that it belongs to, empty where it belongs to none
 * @param name the object's name
 * @param sql the statement, without a semicolon
 * @param setting the setting that asks for the object, empty where none does
 */
public record Statement(Kind kind, String schema, String table, String name, String sql, String setting) {

    /** One that no setting asks for by its name. */
    public Statement(Kind kind, String schema, String table, String name, String sql) {
        this(kind, schema, table, name, sql, "");
    }

    /** The kinds of objects, in the order in which they are made. */
    public enum Kind {
        SCHEMA,
        EXTENSION,
        COLLATION,
        TYPE,
        FUNCTION,
        TABLE,
        PRIMARY_KEY,
        UNIQUE,
        INDEX,
        FOREIGN_KEY,
        VALIDATE,
        TRIGGER,
        IDENTITY,
        COMMENT,
        ANALYZE
    }

    /** The object as messages print it. */
    public String object() {
        return switch (kind) {
            case SCHEMA, EXTENSION -> name;
            case TABLE, FUNCTION, TYPE, COLLATION -> schema + "." + name;
            case PRIMARY_KEY, UNIQUE, INDEX, FOREIGN_KEY, VALIDATE, TRIGGER, IDENTITY, COMMENT, ANALYZE ->
                name + " of " + schema + "." + table;
        };
    }
}
