import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {expect, it} from 'vitest';
import {Screen} from '../../../../src/ui/app.tsx';
import {heard, openingUndo, undoing} from '../../../../src/wizard/screens/undo/model.ts';
import {undoSummary} from '../../../../src/wizard/screens/undo/text.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: that a value is another one by now, under "nothing of this run is left". */
it('what a run changed and nobody can put back is told at the end of its undo', () => {
	const what = 'tunnel 1: where keys are kept stays SecretsManager: what it was is not known';
	const ended = heard(openingUndo({runId: '20261130-1', name: 'office', region: 'eu-central-1'}), {
		type: 'undo-finished',
		asChanged: [what],
	});
	expect(undoSummary(ended)).toContain(`not put back: ${what}`);
	const {state} = new Driver();
	const shown = {...undoing.put(state, ended), screen: {name: 'undo'} as const};
	const frame = stripAnsi(renderToString(createElement(Screen, {state: shown})));
	expect(frame.replaceAll(/\s+/g, ' ')).toContain('not put back: tunnel 1: where keys are kept');
	expect(frame).not.toContain('Nothing of this run is left');
});
