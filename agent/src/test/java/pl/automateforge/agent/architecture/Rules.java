package pl.automateforge.agent.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What holds for every class below a root, by name. */
final class Rules {
  private final String root;
  private final Layers layers;
  private final Map<String, ArchRule> rules = new LinkedHashMap<>();

  private Rules(String root) {
    this.root = root;
    this.layers = new Layers(root);
  }

  /** Every rule by its name, in the order they are read. */
  static Map<String, ArchRule> of(String root) {
    Rules rules = new Rules(root);
    rules.packages();
    rules.libraries();
    rules.runtime();
    return rules.rules;
  }

  static ArchRule named(String name, String root) {
    return Objects.requireNonNull(of(root).get(name), name);
  }

  private void packages() {
    rules.put("layers", classes().should(new KnowsOnlyItsLayers(layers)));
    rules.put("cycles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
    rules.put(
        "null-marked", classes().should(new BeNullMarked()).because("null is a type of its own"));
    rules.put(
        "stand-ins",
        noClasses()
            .that(areOutside("standin", "evaluation", "cli"))
            .should()
            .dependOnClassesThat(resideInAPackage(root + ".standin.."))
            .because("what runs at a client's never takes a stand-in for the real thing"));
  }

  private void libraries() {
    only("spring", "org.springframework..", "plain Java is what a client's server runs");
    only(
        "sql",
        "java.sql..",
        "the journal is the only state, and one package speaks to others' databases",
        "journal",
        "database");
    only("claude", "com.anthropic..", "a decider is what the others see", "decision");
    only("picocli", "picocli..", "the command line is one package", "cli");
    only("jul", "java.util.logging..", "slf4j logs", "health", "cli");
    only("logback", "ch.qos.logback..", "slf4j logs", "health", "cli");
    only("http", "java.net.http..", "one HTTP client connects to the address that was checked");
    never(
        "url-connection",
        "open connections past the one HTTP client",
        call ->
            call.getTargetOwner().isAssignableTo(HttpURLConnection.class)
                || (call.getTargetOwner().isEquivalentTo(URL.class)
                    && call.getName().startsWith("open")));
  }

  private void runtime() {
    never("clock", "read the time past an injected Clock", Rules::readsTheClock, "cli");
    never(
        "sleep",
        "sleep",
        call ->
            call.getTargetOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep"),
        "standin");
    never(
        "exit",
        "end the process",
        call -> call.getTargetOwner().isEquivalentTo(System.class) && call.getName().equals("exit"),
        "cli");
    never(
        "deserialization",
        "deserialize objects",
        call -> call.getTargetOwner().isAssignableTo(ObjectInputStream.class));
    rules.put(
        "console",
        noClasses()
            .that(areOutside("cli", "health"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because(
                "results are the command line's, the rest is logged, and health says where the log fails"));
    rules.put(
        "date",
        noClasses()
            .that(areOutside("content", "mail"))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, Calendar.class)
            .because("java.time tells the time; only the mail library speaks otherwise"));
  }

  private void only(String name, String library, String why, String... parts) {
    rules.put(
        name,
        noClasses()
            .that(areOutside(parts))
            .should()
            .dependOnClassesThat(resideInAPackage(library))
            .because(why));
  }

  private void never(String name, String what, Predicate<JavaCall<?>> calls, String... exceptIn) {
    rules.put(
        name,
        noClasses().that(areOutside(exceptIn)).should().callCodeUnitWhere(describe(what, calls)));
  }

  private static boolean readsTheClock(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    boolean withoutClock =
        call.getTarget().getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
    return (owner.startsWith("java.time.") && call.getName().equals("now") && withoutClock)
        || (owner.equals(System.class.getName()) && call.getName().equals("currentTimeMillis"));
  }

  private DescribedPredicate<JavaClass> areOutside(String... parts) {
    return describe(
        parts.length == 0 ? "are ours" : "are outside " + String.join(", ", parts),
        type -> !Set.of(parts).contains(layers.part(type)));
  }
}
