package pl.automateforge.agent.spec;

/** One labelled text of the {@code examples} file; the label is a category's id. */
public record Example(String text, String label) {}
