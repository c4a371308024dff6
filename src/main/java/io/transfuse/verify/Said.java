package io.transfuse.verify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side said to a question: of its rows no more than what tells whether the other side said the same. */
final class Said {
    private static final long PRIME = 31;

    private final ReadTotal.Sums sums = new ReadTotal.Sums();
    private final @Nullable List<ByteBuffer> rows;
    private List<String> columns = List.of();
    private List<String> types = List.of();
    private long order;
    private long count;

    private Said(@Nullable List<ByteBuffer> rows) {
        this.rows = rows;
    }

    /** Adds rows up. */
    static Said added() {
        return new Said(null);
    }

    /** Keeps the digest of each row too. */
    static Said kept() {
        return new Said(new ArrayList<>());
    }

    /** Some rows more, and what each of them counts as; nothing where they cannot be compared anyway. */
    void add(Answer answer, List<byte[]> digests) {
        columns = answer.columns();
        types = answer.types();
        count += answer.rows().size();
        for (var digest : digests) {
            sums.add(digest);
            order = PRIME * order + ByteBuffer.wrap(digest).getLong();
            if (rows != null) {
                rows.add(ByteBuffer.wrap(digest));
            }
        }
    }

    List<String> columns() {
        return columns;
    }

    List<AnswerForm> forms() {
        return types.stream().map(AnswerForm::of).toList();
    }

    long count() {
        return count;
    }

    /** The digests, where they were kept. */
    List<ByteBuffer> rows() {
        return rows == null ? List.of() : rows;
    }

    /** Whether both have the same rows. */
    boolean equalRows(Said other) {
        return sums.total().equals(other.sums.total());
    }

    /** The same, and in the same order. */
    boolean equalOrder(Said other) {
        return equalRows(other) && order == other.order;
    }
}
