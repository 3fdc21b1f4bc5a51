/**
 * The agent's version: one YAML file read into immutable records, every problem with its line and
 * column, the version's hash, the JSON Schema, and the slots that each environment binds. A leaf:
 * it knows no other package, performs no network call, and never holds a bound secret.
 */
@NullMarked
package pl.automateforge.agent.spec;

import org.jspecify.annotations.NullMarked;
