package io.transfuse.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An old member that becomes what another column of the row says.
 *
 * @param member the old member
 * @param column the other source column
 * @param members values of the other column to new members
 */
public record DecidedBy(String member, String column, Map<String, String> members) {

    public DecidedBy {
        members = Map.copyOf(members);
    }

    /** The same with the column that its name means. */
    public DecidedBy of(String other) {
        return new DecidedBy(member, other, members);
    }

    static List<String> takes(String column, List<DecidedBy> all) {
        return Stream.concat(Stream.of(column), all.stream().map(DecidedBy::column))
                .toList();
    }

    static String words(List<DecidedBy> all) {
        return all.stream().map(b -> "; " + b.member() + " by " + b.column()).collect(Collectors.joining());
    }
}
