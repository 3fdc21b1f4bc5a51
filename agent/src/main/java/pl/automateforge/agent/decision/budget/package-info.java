/**
 * What may be spent by day and month, and who decides when it is spent. A call is reserved at what
 * it may cost at most before it is made, and settled when it is over, so that no number of calls at
 * once goes over a limit. Knows no journal: whoever runs the agent says where reservations are
 * kept.
 */
@NullMarked
package pl.automateforge.agent.decision.budget;

import org.jspecify.annotations.NullMarked;
