import {render} from 'ink-testing-library';
import stripAnsi from 'strip-ansi';
import {expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {fromDraft} from '../../src/wizard/answers/draft.ts';
import type {Moved} from '../../src/wizard/answers/rebase.ts';
import {openReview} from '../../src/wizard/screens/review/review.ts';
import {Driver} from '../wizard/driver.ts';
import {planOf} from './fixtures.ts';

/* What a user would lose: what somebody else changed of the connection, cut off where it says what. */

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
] as const;

/** The review of a connection that is edited, of which this moved meanwhile. */
function drawn(moved: readonly Moved[], size: {readonly columns: number; readonly rows: number}): string {
	const {document} = planOf();
	const {state} = new Driver();
	const answers = {...fromDraft(document), edits: {id: 'vpn-0000aaaa', was: document, moved}};
	const {lastFrame, unmount} = render(<Screen state={openReview({...state, size, answers}).state} />);
	const frame = stripAnsi(lastFrame() ?? '');
	unmount();
	return frame.replaceAll(/\s+/g, ' ');
}

const timeout: Moved = {field: 'tunnels[1].options.dpdTimeoutSeconds', was: '30', now: '60', kept: false};
const told = 'somebody else changed Tunnel 2: DPD timeout: 30 s → 60 s; taken over';

test.each(sizes)('the first is whole at $columns x $rows, alone and before others, which are counted', size => {
	expect(drawn([timeout], size)).toContain(told);
	const tags = Array.from({length: 24}, (_, index) => ({field: `tags.t${index}`, was: '', now: 'x', kept: false}));
	const frame = drawn([timeout, ...tags], size);
	expect(frame).toContain(told);
	expect(frame).toMatch(/! \d+ more: somebody/);
});
