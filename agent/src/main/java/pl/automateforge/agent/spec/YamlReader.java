package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2 to nodes with places. Bounded: depth, and the number of nodes with every alias written
 * out, so that a small file cannot stand for a huge one.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NODES = 50_000;
  private static final int MAX_CODE_POINTS = 2_000_000;

  private final Draft draft;
  private int nodes;

  private YamlReader(Draft draft) {
    this.draft = draft;
  }

  /** The document; problems are the draft's, and a document with a fatal one is empty. */
  static Optional<YamlNode> read(String text, Draft draft) {
    try {
      refuseDepth(text);
      Optional<Node> root = new Compose(settings()).composeString(text);
      if (root.isEmpty()) {
        draft.error(Place.START, "", "the file is empty; expected a mapping with autoforge: 1");
        return Optional.empty();
      }
      return Optional.of(new YamlReader(draft).node(root.get(), "", 0));
    } catch (UnfitException e) {
      draft.error(e.place(), "", e.reason());
    } catch (MarkedYamlEngineException e) {
      draft.error(place(e.getProblemMark().or(e::getContextMark)), "", YamlErrors.explain(e));
    } catch (ReaderException e) {
      int before = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length()));
      Place place = SpecFile.after(text.substring(0, before));
      draft.error(place, "", YamlErrors.forbidden(e.getCodePoint()));
    } catch (YamlEngineException e) {
      draft.error(Place.START, "", "not valid YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setLabel("spec")
        .setAllowDuplicateKeys(true)
        .setAllowNonScalarKeys(true)
        .setMaxAliasesForCollections(100)
        .setCodePointLimit(MAX_CODE_POINTS)
        .build();
  }

  /** Over the events, before the recursive composer sees the document. */
  private static void refuseDepth(String text) throws UnfitException {
    int depth = 0;
    for (Event event : new Parse(settings()).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw new UnfitException(
            "nested deeper than " + MAX_DEPTH + " levels", place(event.getStartMark()));
      }
    }
  }

  private YamlNode node(Node node, String path, int depth) throws UnfitException {
    Place place = place(node.getStartMark());
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new UnfitException(
          "too much: with its aliases written out the file has more than "
              + (depth > MAX_DEPTH ? MAX_DEPTH + " levels" : MAX_NODES + " values"),
          place);
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, path, place);
      case SequenceNode sequence -> {
        refuseTag(sequence, Tag.SEQ, path);
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(node(item, path + "[" + items.size() + "]", depth + 1));
        }
        yield new YamlNode.Sequence(List.copyOf(items), place);
      }
      case MappingNode mapping -> {
        refuseTag(mapping, Tag.MAP, path);
        yield mapping(mapping, path, place, depth);
      }
      default -> throw new UnfitException("an alias that cannot be read", place);
    };
  }

  private YamlNode scalar(ScalarNode scalar, String path, Place place) {
    boolean core =
        List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.ENV_TAG)
            .contains(scalar.getTag());
    if (!core) {
      draft.error(place, path, "the tag " + scalar.getTag() + " is not allowed; write the value");
    }
    return new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), place);
  }

  private void refuseTag(Node node, Tag expected, String path) {
    if (!node.getTag().equals(expected)) {
      draft.error(place(node.getStartMark()), path, "the tag " + node.getTag() + " is not allowed");
    }
  }

  private YamlNode mapping(MappingNode mapping, String path, Place place, int depth)
      throws UnfitException {
    Map<String, Place> seen = new HashMap<>();
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place keyPlace = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        draft.error(keyPlace, path, "a key must be a word, not a list or a mapping");
        continue;
      }
      String name = key.getValue();
      YamlNode value = node(tuple.getValueNode(), Draft.child(path, name), depth + 1);
      Place first = seen.putIfAbsent(name, keyPlace);
      if (first == null) {
        entries.add(new YamlNode.Entry(name, keyPlace, value));
      } else {
        draft.error(
            keyPlace,
            Draft.child(path, name),
            "the key "
                + Words.quote(name)
                + " stands here twice; it stands first in line "
                + first.line());
      }
    }
    return new YamlNode.Mapping(List.copyOf(entries), place);
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }
}
