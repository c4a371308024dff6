package io.transfuse.sample;

import java.util.List;

/** Names of people in many languages and scripts. */
final class Names {
    private static final List<String> GIVEN = List.of(
            "Anna",
            "José",
            "Zoë",
            "Đặng",
            "Łukasz",
            "Søren",
            "Siobhán",
            "François",
            "Ümit",
            "Ágnes",
            "Jiří",
            "Íris",
            "Nguyễn Thị",
            "D'Arcy",
            "Mary-Jane",
            "Björk",
            "Ștefan",
            "Aïcha",
            "Noor",
            "Oluwaseun",
            "Kwame",
            "Priya");
    private static final List<String> FAMILY = List.of(
            "Müller",
            "García Márquez",
            "O'Brien",
            "van der Berg",
            "Øvergård",
            "Kowalczyk",
            "Dvořák",
            "Şahin",
            "Nagy",
            "Sánchez-Ortiz",
            "Ó Súilleabháin",
            "Adébáyò",
            "Smith",
            "Rousseau",
            "Lindqvist",
            "Papadopoulou",
            "Țepeș",
            "Hernández",
            "Khan",
            "Null",
            "Jónsdóttir",
            "Le Guin",
            "Okafor",
            "Virtanen");
    private static final List<String> WHOLE = List.of(
            "山田 太郎",
            "王小明",
            "김민준",
            "Иван Петров",
            "Αλέξανδρος Παππάς",
            "محمد عبد الله",
            "דוד כהן",
            "सीता शर्मा",
            "สมชาย ใจดี",
            "Гульнара Ахметова",
            "𠮷田 花子",
            "Ελένη Γεωργίου");
    private static final List<String> HANDLES = List.of(
            "anna", "jose", "zoe", "lukasz", "soren", "siobhan", "umit", "agnes", "jiri", "iris", "noor", "kwame");

    private Names() {}

    /** A name as people write it. */
    static String display(Dice dice) {
        return dice.percent(20) ? dice.pick(WHOLE) : dice.pick(GIVEN) + " " + dice.pick(FAMILY);
    }

    /** A name as DICOM files hold it: family^given, often without the letters that a scanner lacks. */
    static String dicom(Dice dice) {
        return dice.percent(70) ? "ANON^" + dice.hex(6) : dice.pick(FAMILY) + "^" + dice.pick(GIVEN);
    }

    /** A login name; the number keeps it unique. */
    static String login(Dice dice, long number) {
        return dice.pick(HANDLES) + "." + number;
    }
}
