package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Plan.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes what a run is a run of. */
public final class Identities {

    /**
     * Settings that change how a run works, but not what it makes: they may differ between a stop and the next call.
     */
    private static final String HARMLESS =
            "(source|target)\\.url|out|name|limits\\..*|load\\..*|read\\..*|stage\\.path|verify\\..*|privacy\\..*|compare\\..*|.*\\.password|.*\\.user";

    private Identities() {}

    /** The identity of a run with these settings over this catalogue. */
    public static Identity of(Settings settings, Catalogue catalogue, String cut) {
        var relevant = relevant(settings);
        return new Identity(settings.system(), cut, digest(relevant + "\n" + catalogue.tables()), relevant);
    }

    /** The settings that decide what a run makes. */
    public static SortedMap<String, String> relevant(Settings settings) {
        var relevant = new TreeMap<String, String>();
        settings.flat().forEach((key, value) -> {
            if (!key.matches(HARMLESS)) {
                relevant.put(key, value);
            }
        });
        return relevant;
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
