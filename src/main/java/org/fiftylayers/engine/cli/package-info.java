/** The {@code fiftylayers} command: one class per subcommand, no logic of its own. */
@NullMarked
package org.fiftylayers.engine.cli;

import org.jspecify.annotations.NullMarked;
