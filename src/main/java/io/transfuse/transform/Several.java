package io.transfuse.transform;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.UserException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Expressions of the user's that give several values; Spark would write them in signs of its own. */
final class Several {

    private Several() {}

    /** Whether an expression of this type gives a list for a list; several values for one are refused. */
    static boolean isList(DataType made, TargetColumn target, String table) {
        var list = made instanceof ArrayType array
                && !several(array.elementType())
                && target.type().kind() == PgType.Kind.ARRAY;
        if (several(made) && !list) {
            throw UserException.usage("tables." + table + " has an expression for " + target.name() + " that gives "
                    + made.simpleString() + ", but must give one value for the type "
                    + target.type().sql() + ", for example by array_join or to_json");
        }
        return list;
    }

    /** The list as PostgreSQL prints it. */
    static Column list(Column made) {
        return Functions.call("list_text", made.cast("array<string>"));
    }

    private static boolean several(DataType type) {
        return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    }
}
