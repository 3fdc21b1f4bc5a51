package pl.automateforge.agent.action.template;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what a template names, each time it does. */
final class UsedNames implements Mustache.Visitor {
  private final List<String> names = new ArrayList<>();

  List<String> all() {
    return Collections.unmodifiableList(names);
  }

  Set<String> unique() {
    return new TreeSet<>(names);
  }

  @Override
  public void visitText(String text) {
    // Text names nothing.
  }

  @Override
  public void visitVariable(String name) {
    names.add(name);
  }

  @Override
  public boolean visitSection(String name) {
    names.add(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    names.add(name);
    return true;
  }

  @Override
  public boolean visitInclude(String name) {
    throw new TemplateException("partial \"" + name + "\" is not allowed");
  }
}
