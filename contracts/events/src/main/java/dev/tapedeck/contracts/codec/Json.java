package dev.tapedeck.contracts.codec;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The JSON rules of the log, for records: a component that is not {@code @Nullable} must be present and not null, unknown fields are
 * ignored, absent components are left out, times are ISO-8601 UTC, exact decimals are strings. The mapper is safe for use by many threads.
 */
public final class Json {
    /** An event on the log is at most 1 MiB (the broker's limit), so no text in it is longer. */
    private static final int TEXT_LENGTH_MAX = 1 << 20;

    public static final JsonMapper MAPPER = withTextsUpTo(TEXT_LENGTH_MAX);

    private Json() {}

    /** Returns a mapper by the same rules that reads texts of up to this many characters. */
    public static JsonMapper withTextsUpTo(int lengthMax) {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new BoundedDecimal()))
                .annotationIntrospector(new NullnessIntrospector())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
        mapper.configOverride(BigDecimal.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(lengthMax)
                        .maxNestingDepth(32)
                        .maxNumberLength(100)
                        .build());
        return mapper;
    }

    /** Makes every record component that is not {@code @Nullable} required and not null. */
    private static final class NullnessIntrospector extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            Boolean declared = super.hasRequiredMarker(member);
            return (declared != null || !isRecordParameter(member)) ? declared : Boolean.valueOf(!isNullable(member));
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            return isRecordParameter(annotated) && !isNullable(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)
                    : super.findSetterInfo(annotated);
        }

        private static boolean isRecordParameter(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getDeclaringClass().isRecord()
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?>;
        }

        private static boolean isNullable(Annotated annotated) {
            var parameter = (AnnotatedParameter) annotated;
            var constructor = (Constructor<?>) parameter.getOwner().getAnnotated();
            AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
            return type.isAnnotationPresent(Nullable.class);
        }
    }
}
