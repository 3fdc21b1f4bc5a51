/**
 * The keys under which kept texts are sealed, and the sealing itself: AES-256 in GCM, bound to the
 * place where a text lies. Owns the key file of a state folder. Knows neither what the texts say
 * nor where they are kept, and never logs or prints a key.
 */
@NullMarked
package pl.automateforge.agent.privacy.sealing;

import org.jspecify.annotations.NullMarked;
