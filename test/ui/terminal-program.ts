/* A small program on the real terminal layer, for terminal.test.ts: it shows what it hears and ends in every way there is. */
import {createElement} from 'react';
import {openTerminal} from '../../src/ui/terminal.ts';
import {keyName} from '../../src/wizard/core/keys.ts';

const {stdin, stdout, stderr, env} = process;
const terminal = await openTerminal({stdin, stdout, stderr, env, mouse: true});
const {App, say, words} = await import('./terminal-program-app.tsx');

terminal.onInput(event => {
	if (event.type === 'mouse') {
		say(`${event.kind}(${event.column},${event.row})`);
		return;
	}

	if (event.type === 'paste') {
		say(`paste(${event.text.replaceAll('\n', '|')})`);
		return;
	}

	const name = keyName(event.key);
	say(name);
	if (name === 'ctrl-q') terminal.leave({exit: 4, text: 'made vpn-1 and left'});
	if (name === 'ctrl-c') terminal.leave({exit: 130});
	if (name === 'ctrl-e') words.broken = true;
	if (name === 'ctrl-u') void Promise.reject(new Error('nobody waits for this'));
	if (name === 'ctrl-x') process.exit(7);
	if (name === 'ctrl-t') setTimeout(() => JSON.parse('{'), 0);
	if (name === 'ctrl-w') {
		console.error('a line for stderr');
		console.log('a line for stdout');
		process.emitWarning('a warning of Node');
	}

	if (name === 'ctrl-o')
		void terminal.suspend(async () => {
			process.stdin.setRawMode(false);
		});
});
terminal.onResize(() => say('resized'));
terminal.onEnd(exit => say(`ending ${exit}`));
terminal.render(createElement(App, {terminal}));
const {exit, error} = await terminal.closed;
if (error) process.stderr.write(`bug: ${error instanceof Error ? error.message : String(error)}\n`);
process.exitCode = exit;
