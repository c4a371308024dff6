package io.transfuse.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagePathTest {

    @TempDir
    Path folder;

    @Test
    void aFolderStaysOnThisMachineWhateverTheClusterTakesForGranted() {
        assertThat(new StagePath("/a b/c").below("stage")).isEqualTo("file:/a b/c/stage");
        assertThat(new StagePath("c").below("stage"))
                .isEqualTo("file:" + Path.of("c").toAbsolutePath() + "/stage");
    }

    @Test
    void aUriKeepsItsScheme() {
        assertThat(new StagePath("s3a://bucket/shop").below("rejects")).isEqualTo("s3a://bucket/shop/rejects");
    }

    @Test
    void whatNoFileSystemAnswersForIsRefusedInOneLine() {
        assertThatThrownBy(() -> new StagePath("nowhere://a/b").check(new Configuration()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "stage.path is nowhere://a/b, but must be a folder or a URI that Hadoop reaches");
        new StagePath(folder.resolve("new").toString()).check(new Configuration());
        assertThat(folder.resolve("new/stage")).isDirectory();
    }
}
