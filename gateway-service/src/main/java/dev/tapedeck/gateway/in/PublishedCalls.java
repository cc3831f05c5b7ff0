package dev.tapedeck.gateway.in;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/** Takes out of the published document what is guessed from the code and is not so. What is so, and examples, are in {@code META-INF/openapi.yaml}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PublishedCalls implements OASFilter {
    private static final String GUESSED = "200";

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        RequestBody body = operation.getRequestBody();
        if (body != null) {
            readsAnObject(body);
        }
        succeedsAsWritten(operation.getResponses());
        return operation;
    }

    /** Bodies are checked field by field, so the code only says that they are bytes. */
    private static void readsAnObject(RequestBody body) {
        body.getContent()
                .getMediaTypes()
                .values()
                .forEach(type -> type.setSchema(OASFactory.createSchema().type(List.of(SchemaType.OBJECT))));
    }

    private static void succeedsAsWritten(APIResponses responses) {
        boolean isWritten = responses.getAPIResponses().keySet().stream()
                .anyMatch(status -> status.startsWith("2") && !status.equals(GUESSED));
        if (isWritten) {
            responses.removeAPIResponse(GUESSED);
        }
    }
}
