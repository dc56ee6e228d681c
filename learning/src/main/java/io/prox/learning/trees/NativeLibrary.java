package io.prox.learning.trees;

import com.microsoft.ml.lightgbm.lightgbmlibJNI;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// LightGBM's native code, unpacked from the binding's jar and loaded once in the life of the
/// process.
///
/// The binding has a loader of its own, which we do without: it unpacks to one fixed name in the
/// shared temporary folder, where the next process to start overwrites the file under the feet of
/// those that run from it, and they crash. Here each process has a folder that only it can read,
/// and on Unix nothing is left of it once the code is mapped. The calls to come go through the
/// binding's [lightgbmlibJNI], never through its `LGBMBooster`, which would load a second copy.
public final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    /// Loads it unless it is loaded. Fails with a [BoostingException] that says why: no native code
    /// for this platform, a temporary folder that cannot be written or executed from, or no OpenMP
    /// (package `libgomp1` on Debian, `libomp` on macOS).
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        try {
            unpackAndLoad(folder(system, processor), suffix(system));
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new BoostingException(
                    "LightGBM's native code does not load on %s %s (it needs OpenMP: libgomp on"
                                    .formatted(system, processor)
                            + " Linux, libomp on macOS): "
                            + e.getMessage(),
                    e);
        }
        loaded = true;
    }

    @SuppressWarnings("restricted") // native code is what this class is for
    private static void unpackAndLoad(String from, String suffix) throws IOException {
        Path folder = Files.createTempDirectory("prox-lightgbm");
        List<String> names = List.of("lib_lightgbm" + suffix, "lib_lightgbm_swig" + suffix);
        try {
            for (String name : names) {
                Path file = folder.resolve(name);
                try (InputStream packed = resource(from + name)) {
                    Files.copy(packed, file);
                }
                System.load(file.toString());
            }
        } finally {
            // Windows keeps a loaded file until the process ends.
            for (String name : names) {
                removeNowOrAtExit(folder.resolve(name));
            }
            removeNowOrAtExit(folder);
        }
    }

    private static void removeNowOrAtExit(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = lightgbmlibJNI.class.getResourceAsStream(name);
        if (found == null) {
            throw new FileNotFoundException("the jar of LightGBM has no " + name);
        }
        return found;
    }

    private static String folder(String system, String processor) {
        String family =
                system.startsWith("windows")
                        ? "windows"
                        : system.startsWith("mac") ? "osx" : "linux";
        boolean arm = processor.startsWith("aarch64") || processor.startsWith("arm64");
        return "/lightgbm4j/" + family + (arm ? "/aarch64/" : "/x86_64/");
    }

    private static String suffix(String system) {
        if (system.startsWith("windows")) {
            return ".dll";
        }
        return system.startsWith("mac") ? ".dylib" : ".so";
    }
}
