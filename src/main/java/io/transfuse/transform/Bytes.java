package io.transfuse.transform;

import io.transfuse.types.PgHash;
import io.transfuse.types.PlainJson;
import io.transfuse.types.PlainMoment;
import io.transfuse.types.PlainText;
import io.transfuse.types.Utf8;
import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The bytes of Spark's texts, read where they lie. */
final class Bytes {

    private static final ThreadLocal<PlainJson> JSON = ThreadLocal.withInitial(PlainJson::new);

    private Bytes() {}

    private static byte[] array(UTF8String text) {
        return text.getBaseObject() instanceof byte[] bytes ? bytes : text.getBytes();
    }

    private static int at(UTF8String text) {
        return text.getBaseObject() instanceof byte[] ? (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET) : 0;
    }

    static long moment(UTF8String text) {
        return PlainMoment.micros(array(text), at(text), text.numBytes());
    }

    static boolean isUuid(UTF8String text) {
        return PlainText.isUuid(array(text), at(text), text.numBytes());
    }

    static boolean isText(UTF8String text) {
        return Utf8.isValid(array(text), at(text), text.numBytes());
    }

    /** Its letters in UTF-8; what is none is the sign for that. */
    static byte[] ofText(UTF8String text) {
        return isText(text) ? text.getBytes() : text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isDecimal(UTF8String text) {
        return PlainText.isDecimal(array(text), at(text), text.numBytes());
    }

    static boolean fits(UTF8String text, int precision, int scale) {
        return PlainText.fits(array(text), at(text), text.numBytes(), precision, scale);
    }

    static int count(UTF8String text, char ascii) {
        var bytes = array(text);
        var from = at(text);
        var count = 0;
        for (var i = from; i < from + text.numBytes(); i++) {
            count += bytes[i] == ascii ? 1 : 0;
        }
        return count;
    }

    static byte @Nullable [] plainJson(UTF8String text) {
        return JSON.get().printed(array(text), at(text), text.numBytes());
    }

    static long hash(UTF8String text, long seed) {
        return PgHash.bytes(array(text), at(text), text.numBytes(), seed);
    }

    /** The hash of the UUID's sixteen bytes; another text has a hash of its own, which no UUID of the target shares. */
    static long uuidHash(UTF8String text, long seed) {
        var bytes = array(text);
        var at = at(text);
        return PlainText.isUuid(bytes, at, text.numBytes())
                ? PgHash.sent(PlainText.uuidHigh(bytes, at), PlainText.uuidLow(bytes, at), seed)
                : hash(text, seed);
    }
}
