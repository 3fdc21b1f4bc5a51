/**
 * What an agent shows about itself before it is trusted: its connections checked, its parts
 * exercised, and a trial item taken all the way. Offers {@link
 * pl.automateforge.agent.proof.Connections}, {@link pl.automateforge.agent.proof.Exercise} and
 * {@link pl.automateforge.agent.proof.Trial}; claims a box of the runbook only where the thing that
 * proves it was really done, and says against which counterpart. Knows no stand-in but by what it
 * says of itself.
 */
@NullMarked
package pl.automateforge.agent.proof;

import org.jspecify.annotations.NullMarked;
