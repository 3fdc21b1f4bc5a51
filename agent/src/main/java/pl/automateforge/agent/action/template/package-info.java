/**
 * Logic-less templates in Mustache: variables, sections, inverted sections and comments, nothing
 * else. The values are hostile; each target's escaping cannot be switched off by a template.
 */
@NullMarked
package pl.automateforge.agent.action.template;

import org.jspecify.annotations.NullMarked;
