/**
 * Who decides: a model is asked about one item in one context and answers within the spec's
 * categories and fields. Everything a model says is hostile: it is validated here, and each way of
 * not answering is an outcome of its own. No effect is caused here.
 */
@NullMarked
package pl.automateforge.agent.decision;

import org.jspecify.annotations.NullMarked;
