package pl.automateforge.agent.action.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads values out of maps and nothing else. The library's own collector would call methods of the
 * values by reflection: a field named {@code length} inside a section would be a text's length.
 */
final class MapsOnly implements Mustache.Collector {

  @Override
  public @Nullable Iterator<?> toIterator(Object value) {
    return null;
  }

  @Override
  public Mustache.VariableFetcher createFetcher(Object context, String name) {
    return (from, key) ->
        from instanceof Map<?, ?> map && map.containsKey(key)
            ? map.get(key)
            : Template.NO_FETCHER_FOUND;
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }
}
