package dev.tapedeck.gateway;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What can be asked over REST, as it is in the code. */
final class Endpoints {
    /** Whoever may call an endpoint without being known. */
    static final String EVERYBODY = "everybody";

    private Endpoints() {}

    /** Returns the lowest role that each endpoint asks for, by its method and path; {@code "nobody said"} where none is written. */
    static Map<String, String> inTheCode() {
        var found = new TreeMap<String, String>();
        for (JavaClass known : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tapedeck.gateway")) {
            if (known.isAnnotatedWith(Path.class)) {
                add(known.reflect(), found);
            }
        }
        return found;
    }

    private static void add(Class<?> resource, Map<String, String> found) {
        String base = resource.getAnnotation(Path.class).value();
        for (Method method : resource.getDeclaredMethods()) {
            Stream.of(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(http -> http != null)
                    .forEach(http -> found.put(http.value() + " " + base + path(method), role(resource, method)));
        }
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static String role(Class<?> resource, Method method) {
        for (Annotation[] written : new Annotation[][] {method.getAnnotations(), resource.getAnnotations()}) {
            for (Annotation annotation : written) {
                if (annotation instanceof RolesAllowed roles) {
                    return String.join(",", roles.value());
                }
                if (annotation instanceof PermitAll) {
                    return EVERYBODY;
                }
            }
        }
        return "nobody said";
    }
}
