package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseTrialTest {
    private static final Index FOLDED = new Index("by_name", true, "(lower(name))");
    private static final Index ASCII = new Index("by_word", true, "(lower(name COLLATE \"C\"))");

    private static final Index NESTED = new Index("by_part", true, "(lower(trim(name) COLLATE \"C\"))");

    private static List<String> apart(Endpoint target, Index... indexes) {
        var table = new TargetTable(
                "public",
                "people",
                List.of(Given.column("name text!")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(indexes),
                Optional.empty());
        return new CaseTrial(new Target(target)).apart(Given.ddl(table));
    }

    @Test
    void aDatabaseOfLocaleCTakesLettersBeyondAsciiAsTwo() {
        var target = Servers.postgres("TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'");
        assertThat(apart(target, FOLDED, ASCII)).containsExactly("by_name of public.people");
        assertThat(apart(target, ASCII, NESTED)).isEmpty();
    }

    @Test
    void otherLocalesTakeThemAsOne() {
        var target = Servers.postgres("TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'");
        assertThat(apart(target, FOLDED)).isEmpty();
    }
}
