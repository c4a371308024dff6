package io.transfuse.model;

import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The columns that hold addresses and numbers of people, which two rows rarely share on purpose. */
public final class Contacts {

    /** Whole words at the end of a name: {@code email_verified} and {@code phone_type} hold something else. */
    private static final Pattern MAIL = Pattern.compile("(?:.*_)?(?:e_?mail|e_?mail_address)");

    private static final Pattern PHONE =
            Pattern.compile("(?:.*_)?(?:phone|phone_number|telephone|mobile|mobile_number|cell|tel)");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private Contacts() {}

    /** Columns of text that are named so. */
    public static List<TargetColumn> of(TargetTable table) {
        return table.columns().stream()
                .filter(c -> c.type().kind() == PgType.Kind.TEXT)
                .filter(c -> mail(c) || PHONE.matcher(snake(c)).matches())
                .toList();
    }

    /** Whether a column holds addresses, which are the same in capitals. */
    public static boolean mail(TargetColumn column) {
        return MAIL.matcher(snake(column)).matches();
    }

    private static String snake(TargetColumn column) {
        return HUMP.matcher(column.name()).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
