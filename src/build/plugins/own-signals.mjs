import {rewriteFile} from './replace.mjs';

/**
 * conf clears its temporary files away through when-exit, which also listens for every signal and sends it to the process once
 * more. Then a first Ctrl-C during a run counts as the second one, which leaves at once, and the wizard is killed while it saves
 * the draft. The program answers signals itself; the files are cleared away at its exit.
 */
export const ownSignals = rewriteFile('own-signals', /[\\/]when-exit[\\/]dist[\\/]node[\\/]interceptor\.js$/, [
	['for (const signal of Signals)', 'for (const signal of [])'],
]);
