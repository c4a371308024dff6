package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.plan.Phrase.Shape;
import io.transfuse.types.MysqlType;
import java.util.EnumSet;
import java.util.Set;

/** What the columns of a phrase bring along that PostgreSQL does not know of. */
enum Quirk {
    /** A column that takes no notice of case decides how it is compared. */
    FOLDING,
    /** A column of MySQL's that looks at case decides; where no column does, the connection's collation does. */
    CASED,
    /** A column of MySQL's has its letters in other bytes than UTF-8's. */
    OTHER_BYTES,
    /** MySQL gives it without the blanks behind it. */
    BLANKS,
    /** MySQL says the number with zeros in front. */
    ZEROS;

    private static final Set<String> UTF8 = Set.of("", "utf8mb4", "utf8mb3", "utf8", "ascii", "binary");

    /** Those of a column that becomes this type. */
    static Set<Quirk> of(Table.Column column, PgType type, boolean mysql) {
        var quirks = EnumSet.noneOf(Quirk.class);
        var shape = Shape.of(type.kind());
        if (shape == Shape.TEXT && Dialect.folds(column.collation())) {
            quirks.add(FOLDING);
        } else if (mysql && cased(shape, column.nature().charset())) {
            quirks.add(CASED);
        }
        if (mysql) {
            quirks.addAll(shape == Shape.TEXT ? written(column) : Set.of());
            quirks.addAll(MysqlType.padded(column) ? Set.of(ZEROS) : Set.of());
        }
        return quirks;
    }

    private static Set<Quirk> written(Table.Column column) {
        var quirks = EnumSet.noneOf(Quirk.class);
        if (!UTF8.contains(column.nature().charset())) {
            quirks.add(OTHER_BYTES);
        }
        if (column.type().startsWith("char(")) {
            quirks.add(BLANKS);
        }
        return quirks;
    }

    /** MySQL's JSON has no character set and gives texts that look at case; MariaDB's is a text. */
    private static boolean cased(Shape shape, String charset) {
        return shape == Shape.TEXT ? !charset.isEmpty() : shape == Shape.JSON && charset.isEmpty();
    }
}
