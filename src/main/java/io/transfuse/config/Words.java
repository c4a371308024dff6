package io.transfuse.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of words that conditions name as {@code :roles.name}; they stand in SQL, so they have no quotes. */
final class Words {

    private Words() {}

    static Map<String, List<String>> lists(Node node) {
        var lists = new LinkedHashMap<String, List<String>>();
        for (var name : node.keys()) {
            var words = node.texts(name);
            for (var word : words) {
                if (word.matches(".*['\\\\\"].*")) {
                    throw node.wrong(name, word, "a list of words without quotes and backslashes");
                }
            }
            lists.put(name, words);
        }
        return lists;
    }
}
