package pl.automateforge.agent.spec;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One component of one of the spec's records, or what a list or map of it holds: the type, with the
 * annotations that stand at the component.
 */
record Part(Type type, RecordComponent component) {
  /** Reflection hands out new components, with annotations not yet read, at every call. */
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> record) {
          return Arrays.stream(record.getRecordComponents())
              .map(c -> new Part(c.getGenericType(), c))
              .toList();
        }
      };

  /** The components of a record, in order. */
  static List<Part> of(Class<?> record) {
    return PARTS.get(record);
  }

  String name() {
    return component.getName();
  }

  Class<?> raw() {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
    return Optional.ofNullable(component.getAnnotation(annotation));
  }

  boolean has(Class<? extends Annotation> annotation) {
    return component.isAnnotationPresent(annotation);
  }

  boolean isNullable() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  boolean isList() {
    return raw().equals(List.class);
  }

  boolean isMap() {
    return raw().equals(Map.class);
  }

  /** Whether the value is one of several kinds, told apart by {@code type}. */
  boolean isSealed() {
    return raw().isSealed();
  }

  boolean isRecord() {
    return raw().isRecord() && !isLeaf();
  }

  /** Whether the value is written as one scalar. */
  boolean isLeaf() {
    return Leaves.of(this).isPresent();
  }

  /** What the list holds, or the map as values. */
  Part element() {
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return new Part(arguments[arguments.length - 1], component);
  }

  /** The kinds of a sealed type, those of its sealed subtypes included, each once. */
  static List<Class<?>> kinds(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(c -> c.isSealed() ? kinds(c).stream() : Stream.of(c))
        .distinct()
        .toList();
  }

  /** The word of a kind. */
  static String kindWord(Class<?> kind) {
    return Words.hyphenated(kind.getSimpleName());
  }
}
