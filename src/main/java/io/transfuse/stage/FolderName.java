package io.transfuse.stage;

import io.transfuse.model.FileName;
import io.transfuse.model.TargetTable;
import java.util.Locale;

/** The name of a table's folder: the table's own, where every file system takes it. */
public final class FolderName {

    /** File systems take 255 bytes, and a letter may need four. */
    private static final int LONGEST = 60;

    private FolderName() {}

    static String of(TargetTable table) {
        return of(table.qualified());
    }

    /** The same for a table's name with its schema. */
    public static String of(String qualified) {
        var name = new StringBuilder();
        qualified.codePoints().forEach(c -> {
            var plain = Character.isLetterOrDigit(c) || c == '-' || ((c == '_' || c == '.') && name.length() > 0);
            // Percent signs have a meaning of their own in the paths of Delta's log.
            name.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "~%02X", c));
        });
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name.toString();
        }
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - 9)) + FileName.digest(qualified);
    }
}
