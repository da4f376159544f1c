package dev.touchstone.conformance.report.html;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The templates and assets beside this class. What a template writes is escaped; a name that its view has not is
/// an error.
final class Templates {
    private final Mustache.Compiler compiler =
            Mustache.compiler().emptyStringIsFalse(true).withLoader(name -> reader(name + ".mustache"));
    private final Path folder;

    /// @param folder that pages are written to
    Templates(Path folder) {
        this.folder = folder;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Templates.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the resource " + name + " is not packed");
        }
        return in;
    }

    private static Reader reader(String name) throws IOException {
        return new InputStreamReader(resource(name), StandardCharsets.UTF_8);
    }

    /// Writes pages of one kind: the template is read once.
    Page template(String name) throws IOException {
        try (Reader source = reader(name + ".mustache")) {
            com.samskivert.mustache.Template template = compiler.compile(source);
            return (file, view) -> {
                try (Writer out = Files.newBufferedWriter(folder.resolve(file))) {
                    template.execute(view, out);
                }
            };
        }
    }

    /// A template, ready to write files.
    @FunctionalInterface
    interface Page {
        void write(String file, Object view) throws IOException;
    }

    void copy(String asset) throws IOException {
        try (InputStream in = resource(asset)) {
            Files.copy(in, folder.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
