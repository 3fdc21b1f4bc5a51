package pl.automateforge.agent.action.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compiled template: {@code {{name}}}, {@code {{#name}}…{{/name}}} for a value that is not empty,
 * {@code {{^name}}…{{/name}}} for one that is, {@code {{! comment }}}. Immutable, for any number of
 * threads. The same values give the same text.
 */
public final class Template {
  /** A template may have no more characters. */
  public static final int LONGEST = 50_000;

  /** A template may name no more variables: with the bound of a value it bounds the output. */
  public static final int MOST_VARIABLES = 200;

  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler()
          .escapeHTML(false)
          .emptyStringIsFalse(true)
          .withCollector(new MapsOnly())
          .withLoader(name -> {
            throw new TemplateException("partial \"" + name + "\" is not allowed");
          });

  private final com.samskivert.mustache.Template compiled;
  private final Set<String> used;
  private final Target target;

  private Template(com.samskivert.mustache.Template compiled, Set<String> used, Target target) {
    this.compiled = compiled;
    this.used = Set.copyOf(used);
    this.target = target;
  }

  /**
   * Compiles a template.
   *
   * @param known the variables there are
   * @param target where the rendered text goes
   * @throws TemplateException where the template names another variable, is no Mustache, or uses
   *     what is not allowed: unescaped variables, partials, blocks, other delimiters
   */
  public static Template compile(String text, Set<String> known, Target target) {
    TemplateRules.check(text, target);
    try {
      com.samskivert.mustache.Template compiled = MUSTACHE.compile(text);
      UsedNames names = new UsedNames();
      compiled.visit(names);
      TemplateRules.checkNames(names, known);
      return new Template(compiled, names.unique(), target);
    } catch (MustacheException e) {
      throw new TemplateException("the template cannot be read: " + e.getMessage(), e);
    }
  }

  /** The variables it names, sorted. */
  public Set<String> variables() {
    return new TreeSet<>(used);
  }

  /**
   * The text with the values filled in, each made safe for the target. A variable without a value
   * is empty. Never fails, whatever the values hold.
   */
  public String render(Map<String, String> values) {
    Map<String, String> safe = new HashMap<>();
    for (String name : used) {
      safe.put(name, target.safe(values.getOrDefault(name, "")));
    }
    return compiled.execute(safe);
  }
}
