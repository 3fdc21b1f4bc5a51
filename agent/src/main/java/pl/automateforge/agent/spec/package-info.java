/**
 * The agent's version: one YAML file read into immutable records, every problem with its line and
 * column, the version's hash, the JSON Schema, the slots that each environment binds, and the
 * instants at which its schedule is due. The records and their annotations are the language: keys,
 * defaults, bounds, marks and descriptions stand nowhere else. Offers {@link
 * pl.automateforge.agent.spec.SpecReader}, {@link pl.automateforge.agent.spec.SpecSchema}, {@link
 * pl.automateforge.agent.spec.SpecDifference}, {@link pl.automateforge.agent.spec.Binder} and
 * {@link pl.automateforge.agent.spec.Recurrence}. A leaf: it knows no other package, performs no
 * network call, and never prints a bound secret.
 */
@NullMarked
package pl.automateforge.agent.spec;

import org.jspecify.annotations.NullMarked;
