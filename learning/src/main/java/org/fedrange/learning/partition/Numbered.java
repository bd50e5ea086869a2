package org.fedrange.learning.partition;

import java.util.ArrayList;
import java.util.List;

/** Names that sort in the order of their numbers: {@code hospital 01} to {@code hospital 12}. */
final class Numbered {
    private Numbered() {}

    static List<String> names(String what, int count) {
        int digits = Integer.toString(count).length();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String number = Integer.toString(i);
            names.add(what + " " + "0".repeat(digits - number.length()) + number);
        }
        return names;
    }
}
