package pl.automateforge.agent.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A class stands in a layer and depends on nothing of a later one. */
final class KnowsOnlyItsLayers extends ArchCondition<JavaClass> {
  private final Layers layers;

  KnowsOnlyItsLayers(Layers layers) {
    super("stand in a layer and know only the layers before and beside their own");
    this.layers = layers;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (layers.layer(type).isEmpty() && !layers.part(type).isEmpty()) {
      events.add(
          SimpleConditionEvent.violated(
              type, type.getName() + " is in a package that Layers gives no place"));
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass();
      if (layers.holds(target) && !layers.mayKnow(type, target)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }
}
