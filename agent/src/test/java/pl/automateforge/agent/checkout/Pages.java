package pl.automateforge.agent.checkout;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Markdown pages of a folder: their links, headings and code. */
final class Pages {
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".autoforge", "node_modules");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern HTML_LINK = Pattern.compile("(?:src|srcset|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.+?)\\s*$");

  private Pages() {}

  static List<Path> below(Path root) throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }

  /** Links to other pages, files and headings that lead nowhere, as sentences. */
  static List<String> brokenLinks(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : links(page)) {
      if (link.contains("://") || link.startsWith("mailto:")) {
        continue;
      }
      int mark = link.indexOf('#');
      String file = mark < 0 ? link : link.substring(0, mark);
      Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
      if (!Files.exists(target)) {
        broken.add("%s links to %s, which is not there".formatted(page, link));
      } else if (mark >= 0 && !anchors(target).contains(link.substring(mark + 1))) {
        broken.add("%s links to %s, which has no such heading".formatted(page, link));
      }
    }
    return broken;
  }

  private static List<String> links(Path page) throws IOException {
    List<String> links = new ArrayList<>();
    String prose = String.join("\n", lines(page, false)).replaceAll("`[^`\n]*`", "code");
    for (Pattern pattern : List.of(LINK, HTML_LINK)) {
      Matcher matcher = pattern.matcher(prose);
      while (matcher.find()) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /** The lines of fenced code, without what a comment says. */
  static List<String> code(Path page) throws IOException {
    return lines(page, true).stream()
        .map(line -> line.replaceFirst("(^|\\s+)#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** The headings of the second level, in order. */
  static List<String> sections(Path page) throws IOException {
    return lines(page, false).stream().filter(line -> line.startsWith("## ")).toList();
  }

  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new LinkedHashSet<>();
    for (String line : lines(page, false)) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        anchors.add(
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  private static List<String> lines(Path page, boolean code) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      if (line.strip().startsWith("```")) {
        inside = !inside;
      } else if (inside == code) {
        lines.add(line);
      }
    }
    return lines;
  }
}
