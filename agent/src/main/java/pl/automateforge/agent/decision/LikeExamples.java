package pl.automateforge.agent.decision;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.local.ExampleIndex;
import pl.automateforge.agent.spec.Example;

/**
 * The examples that the system prompt has no room for, found by their likeness to an item. They are
 * indexed once, when the first item comes.
 */
final class LikeExamples {
  private final List<Example> examples;
  private final ReentrantLock indexing = new ReentrantLock();
  private volatile @Nullable ExampleIndex index;

  LikeExamples(List<Example> examples) {
    this.examples = List.copyOf(examples);
  }

  boolean isEmpty() {
    return examples.isEmpty();
  }

  /** The few most like the item; none where there are none at all. */
  List<Example> of(Content item) {
    return examples.isEmpty() ? List.of() : index().like(item);
  }

  private ExampleIndex index() {
    ExampleIndex present = index;
    if (present != null) {
      return present;
    }
    indexing.lock();
    try {
      ExampleIndex made = index;
      if (made == null) {
        made = ExampleIndex.of(examples);
        index = made;
      }
      return made;
    } finally {
      indexing.unlock();
    }
  }
}
