package pl.automateforge.agent.source.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.source.ItemIdentity;

/** Goes through the pages of a list, one after the other. */
final class Walk {
  private final PageClient client;
  private final boolean paged;
  private final HttpLimits limits;
  private final Places places;

  Walk(PageClient client, boolean paged, HttpLimits limits, Places places) {
    this.client = client;
    this.places = places;
    this.paged = paged;
    this.limits = limits;
  }

  /** What is done with each element. */
  interface Visitor {
    /** Whether to go on. */
    boolean visit(Element element);

    /** Something that is wrong with the list, in words. */
    default void problem(String line) {}
  }

  /**
   * Until the visitor has enough, a page is empty or holds nothing that was not there before, or a
   * bound is reached.
   *
   * @return whether the end was reached, or the visitor had enough
   */
  boolean over(String start, Visitor visitor) throws IOException {
    Set<ItemIdentity> seen = new HashSet<>();
    String at = start;
    for (int page = 0; page < limits.pages(); page++) {
      List<Element> elements = page(at);
      int before = seen.size();
      if (!visit(elements, seen, visitor) || !paged || seen.size() == before) {
        return true;
      }
      if (seen.size() >= limits.items()) {
        break;
      }
      String next = last(elements);
      if (next.isEmpty()) {
        visitor.problem("no element of the page has a value for source.cursor; paging ends there");
        return true;
      }
      if (next.equals(at)) {
        return true;
      }
      at = next;
    }
    visitor.problem(
        "the list goes on behind " + seen.size() + " items; the rest is left for the next run");
    return false;
  }

  /** One page, of which it is kept where its items are. */
  List<Element> page(String at) throws IOException {
    List<Element> elements = client.page(at);
    for (Element element : elements) {
      if (element instanceof Element.Item item) {
        places.seen(item.identity(), at);
      }
    }
    return elements;
  }

  private static boolean visit(List<Element> elements, Set<ItemIdentity> seen, Visitor visitor) {
    Map<String, ItemIdentity> ids = new HashMap<>();
    for (Element element : elements) {
      if (element instanceof Element.Item item) {
        ItemIdentity twin = ids.put(item.identity().key(), item.identity());
        if (twin != null) {
          visitor.problem(twice(item.identity(), twin));
        }
        if (!seen.add(item.identity())) {
          continue;
        }
      }
      if (!visitor.visit(element)) {
        return false;
      }
    }
    return true;
  }

  private static String twice(ItemIdentity item, ItemIdentity twin) {
    String id = "the id " + ElementReader.printable(item.key()) + " stands twice on one page";
    return item.equals(twin)
        ? id + " with the same text; it is taken once"
        : id + " with different texts; each is taken as an item, see that source.id is unique";
  }

  private static String last(List<Element> elements) {
    for (Element element : elements.reversed()) {
      if (!element.value().isEmpty()) {
        return element.value();
      }
    }
    return "";
  }
}
