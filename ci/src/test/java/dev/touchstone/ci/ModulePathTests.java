package dev.touchstone.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The libraries as modules: what is found and read on the class path is so on the module path.
class ModulePathTests {
    private static final ModuleLayer LAYER = layer();

    private static ModuleLayer layer() {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(p -> Files.exists(p.resolve("module-info.class"))
                        || p.getFileName().toString().startsWith("jspecify"))
                .toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(path);
        Set<String> names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(d -> d.name())
                .collect(Collectors.toSet());
        Configuration configuration = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names);
        return ModuleLayer.boot().defineModulesWithManyLoaders(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static Class<?> load(String module, String name) throws ClassNotFoundException {
        return LAYER.findLoader(module).loadClass(name);
    }

    @Test
    void everyLibraryIsAModule() {
        assertEquals(
                Set.of("isa", "relocation", "encoder", "exec", "exec.host", "exec.emulated"),
                LAYER.modules().stream()
                        .map(Module::getName)
                        .filter(name -> name.startsWith("dev.touchstone."))
                        .map(name -> name.substring("dev.touchstone.".length()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void textOfEverySetIsAssembled() throws ReflectiveOperationException {
        Class<?> isa = load("dev.touchstone.isa", "dev.touchstone.isa.Isa");
        Class<?> assembler = load("dev.touchstone.encoder", "dev.touchstone.encoder.TextAssembler");
        assertTrue(assembler.getModule().isNamed());
        for (Object set : isa.getEnumConstants()) {
            Object image = assembler
                    .getMethod("assemble", isa, String.class, long.class)
                    .invoke(null, set, "x: nop", 0L);
            byte[] code = (byte[]) image.getClass().getMethod("at", long.class).invoke(image, 0L);
            assertTrue(code.length >= 1, set + ": " + code.length + " bytes");
        }
    }

    /// A module names its services itself; on the class path a file does.
    @Test
    void servicesAreThoseOfTheClassPath() throws ReflectiveOperationException {
        for (String service : List.of("encoder.MachineLanguages$Provider", "exec.ExecutorProvider")) {
            String name = "dev.touchstone." + service;
            Class<?> here = Class.forName(name);
            Module module =
                    load("dev.touchstone." + service.split("\\.", -1)[0], name).getModule();
            Set<String> provided = LAYER.configuration().modules().stream()
                    .flatMap(m -> m.reference().descriptor().provides().stream())
                    .filter(p -> p.service().equals(name))
                    .flatMap(p -> p.providers().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> found = ServiceLoader.load(here).stream()
                    .map(p -> p.type().getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(module.isNamed() && !found.isEmpty(), name);
            assertEquals(found, provided, name);
        }
    }

    /// Tables lie in packages that the loader of tables may read.
    @Test
    void everyTableIsOpenToItsReader() throws ReflectiveOperationException {
        Module reader = load("dev.touchstone.isa", "dev.touchstone.isa.table.TableReader")
                .getModule();
        for (String name : List.of(
                "dev.touchstone.encoder/dev.touchstone.encoder.RelocationOperators",
                "dev.touchstone.encoder/dev.touchstone.encoder.convention.CallingConvention",
                "dev.touchstone.exec/dev.touchstone.exec.engines.Wheel",
                "dev.touchstone.exec.host/dev.touchstone.exec.host.worker.HostProcessor",
                "dev.touchstone.exec.emulated/dev.touchstone.exec.emulated.SelfTest")) {
            Class<?> type = load(name.split("/", -1)[0], name.split("/", -1)[1]);
            assertTrue(type.getModule().isOpen(type.getPackageName(), reader), name);
        }
    }
}
