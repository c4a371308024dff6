import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * The Java kernel that listens only when it can answer. Its own start opens the channels first, in an order that
 * changes from call to call: what Jupyter asks in those moments ends the thread that answers, and Jupyter waits for ever.
 */
public final class PatientKernel {

    public static void main(String[] arguments) throws Exception {
        try (var logging = MainApp.class.getClassLoader().getResourceAsStream("logging.properties")) {
            java.util.logging.LogManager.getLogManager().readConfiguration(logging);
        }
        var ports = Transform.fromJson(Files.readString(Path.of(arguments[0])), ConnectionProperties.class);
        var channels = new Channels(ports);
        var field = Channels.class.getDeclaredField("channels");
        field.setAccessible(true);
        var all = (Set<?>) field.get(channels);
        field.set(channels, Set.of());
        channels.connect(MainApp.kernel);
        field.set(channels, all);
        for (var channel : all) {
            ((AbstractChannel) channel).bind(ports);
        }
        channels.joinUntilClose();
    }
}
