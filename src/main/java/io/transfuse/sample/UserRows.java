package io.transfuse.sample;

import java.util.List;

/** What belongs to a user: the account, the spaced repetition of cases, the answers given. */
record UserRows(Keys keys) {
    private static final List<String> ROLES = List.of("resident", "resident", "resident", "attending", "admin");

    Row user(long row) {
        var dice = dice("users", row);
        var created = dice.second();
        var login = row == 0 ? "system" : Names.login(dice, row);
        return new Row()
                .with("id", keys.userId(row))
                .with("username", login)
                .with("email", row == 0 || dice.percent(10) ? null : capitals(dice, login) + "@example.org")
                .with("password_hash", row == 0 ? "!" : "$2b$12$" + dice.hex(52))
                .with("display_name", dice.percent(10) ? "" : Names.display(dice))
                .with("role", row == 0 ? "admin" : dice.pick(ROLES))
                .with("created_at", Dice.moment(created))
                .with("last_login", dice.percent(25) ? null : Dice.moment(created + dice.below(500 * 24 * 3600)));
    }

    private static String capitals(Dice dice, String login) {
        return dice.percent(20) ? Character.toUpperCase(login.charAt(0)) + login.substring(1) : login;
    }

    Row progress(long user, long theCase) {
        var dice = dice("progress of " + user, theCase);
        var repetitions = dice.below(6);
        return new Row()
                .with("user_id", keys.userId(user))
                .with("case_id", keys.caseId(theCase))
                .with("ease_factor", 1.3 + dice.below(1300) / 1000.0)
                .with("interval_days", repetitions * repetitions)
                .with("repetitions", repetitions)
                .with("next_review", repetitions == 0 ? null : dice.day())
                .with("last_reviewed", repetitions == 0 ? null : dice.moment());
    }

    Row attempt(long row, long user, long theCase) {
        var dice = dice("quiz_attempts", row);
        return new Row()
                .with("user_id", keys.userId(user))
                .with("case_id", keys.caseId(theCase))
                .with("answer", dice.percent(15) ? "" : dice.pick(Topic.ALL).diagnosis())
                .with("correct", dice.percent(60) ? 1 : 0)
                .with("time_spent_ms", dice.percent(5) ? null : 2_000 + dice.below(240_000))
                .with("attempted_at", dice.moment());
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys.seed(), what, row);
    }
}
