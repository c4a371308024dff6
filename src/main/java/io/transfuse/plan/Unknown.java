package io.transfuse.plan;

/** Ends a translation at the first word that is not understood. */
final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String what) {
        super(what, null, false, false);
    }
}
