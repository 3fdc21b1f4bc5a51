package pl.automateforge.agent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A class lies in a package whose package-info is marked. */
final class BeNullMarked extends ArchCondition<JavaClass> {
  BeNullMarked() {
    super("lie in a package with a package-info that is @NullMarked");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean marked =
        type.getPackage()
            .tryGetPackageInfo()
            .filter(info -> info.isAnnotatedWith(NullMarked.class))
            .isPresent();
    events.add(
        new SimpleConditionEvent(
            type, marked, type.getName() + " lies in a package that is not @NullMarked"));
  }
}
