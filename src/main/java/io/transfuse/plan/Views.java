package io.transfuse.plan;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Mapping;
import java.util.List;

/** Proposes how PostgreSQL might write the views of a source. */
record Views(Graph graph, Catalogue catalogue, List<Mapping> mappings) {

    List<Catalogue.NotCarried> proposed() {
        return catalogue.notCarried();
    }
}
