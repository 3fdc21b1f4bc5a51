package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class VersionHashPropertyTests {

  @Property(tries = 60)
  void staysUnderAnyOrderOfKeysAndAnyComments(
      @ForAll @IntRange(max = 4) int fixture, @ForAll long seed) {
    String name = Specs.FIXTURES.get(fixture);
    Random random = new Random(seed);
    String shuffled = dump(shuffled(load(name), random));
    StringBuilder commented = new StringBuilder("# " + seed + "\n");
    shuffled
        .lines()
        .forEach(line -> {
          boolean key = !line.startsWith(" ") && !line.startsWith("-") && line.contains(":");
          commented.append(key && random.nextBoolean() ? "# a comment\n\n" : "");
          commented.append(line).append('\n');
        });
    assertThat(hash(name, commented.toString())).isEqualTo(hash(name, Specs.text(name)));
  }

  @Example
  void changesWithAnySingleValue() {
    int changed = 0;
    for (String fixture : Specs.FIXTURES) {
      String before = hash(fixture, Specs.text(fixture));
      int values = changes(load(fixture)).size();
      for (int i = 0; i < values; i++) {
        Object root = load(fixture);
        changes(root).get(i).run();
        String text = dump(root);
        Optional<String> after = optionalHash(fixture, text);
        if (after.isPresent()) {
          changed++;
          assertThat(after.get()).as("%s", text).isNotEqualTo(before);
        }
      }
    }
    // The others no longer fit, and have no hash at all.
    assertThat(changed).isGreaterThan(200);
  }

  private static List<Runnable> changes(Object root) {
    List<Runnable> changes = new ArrayList<>();
    collect(root, changes);
    return changes;
  }

  private static Object load(String fixture) {
    return new Load(LoadSettings.builder().build()).loadFromString(Specs.text(fixture));
  }

  private static String dump(Object root) {
    return new Dump(DumpSettings.builder().build()).dumpToString(root);
  }

  private static Object shuffled(Object node, Random random) {
    return switch (node) {
      case Map<?, ?> map -> {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, random);
        Map<Object, Object> result = new LinkedHashMap<>();
        entries.forEach(e -> result.put(e.getKey(), shuffled(e.getValue(), random)));
        yield result;
      }
      case List<?> list -> list.stream().map(each -> shuffled(each, random)).toList();
      default -> node;
    };
  }

  @SuppressWarnings("unchecked") // The loader makes maps of objects and lists of objects only.
  private static void collect(Object node, List<Runnable> changes) {
    if (node instanceof Map<?, ?> map) {
      Map<Object, Object> open = (Map<Object, Object>) map;
      map.forEach((key, value) -> {
        change(value).ifPresent(next -> changes.add(() -> open.put(key, next)));
        changes.add(() -> open.remove(key));
        collect(value, changes);
      });
    } else if (node instanceof List<?> list) {
      List<Object> open = (List<Object>) list;
      for (int i = 0; i < list.size(); i++) {
        int at = i;
        change(list.get(i)).ifPresent(next -> changes.add(() -> open.set(at, next)));
        changes.add(() -> open.remove(at));
        collect(list.get(i), changes);
      }
    }
  }

  private static Optional<Object> change(Object value) {
    return switch (value) {
      case Integer number -> Optional.of(number + 1);
      case Double number -> Optional.of(number / 2);
      case Boolean flag -> Optional.of(!flag);
      case String text when text.matches("\\d+(ms|s|m|h|d)") -> Optional.of("1" + text);
      case String text when text.startsWith("${") -> Optional.of(text.replace("${", "${X"));
      case String text -> Optional.of(text + "x");
      default -> Optional.empty();
    };
  }

  private static String hash(String fixture, String text) {
    return optionalHash(fixture, text)
        .orElseThrow(() -> new AssertionError("cannot be read:\n" + text));
  }

  /** Empty where the text has errors, other than a kind that is not built yet. */
  private static Optional<String> optionalHash(String fixture, String text) {
    Draft draft = new Draft();
    return SpecReader.draught(text, Specs.fixture(fixture), draft)
        .filter(d -> hasOnlyUnbuiltKinds(draft))
        .map(d -> Hashes.sha256(d.canonical().getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean hasOnlyUnbuiltKinds(Draft draft) {
    return draft.problems().stream()
        .filter(p -> p.severity() == Problem.Severity.ERROR)
        .allMatch(p -> p.message().contains("not yet available"));
  }
}
