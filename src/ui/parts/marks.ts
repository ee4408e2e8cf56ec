import type {CheckResult, TunnelState} from '../../clouds/contract/cloud.ts';
import type {Severity} from '../../connection/finding.ts';
import type {Glyphs} from '../glyphs.ts';
import type {Span} from './line.tsx';

/** What a mark stands for. Progress: later, running, waiting, done, failed. */
type MarkKind = CheckResult | Severity | TunnelState | 'later' | 'running' | 'waiting' | 'done' | 'failed';

/** The sign before something that is picked or not: of one among others, or of several. */
export function tick(kind: 'one' | 'several', isPicked: boolean, glyphs: Glyphs): Span {
	const sign = isPicked ? glyphs.pass : ' ';
	const text = kind === 'several' ? `[${sign}] ` : `${isPicked ? glyphs.up : glyphs.down} `;
	return {text, tone: isPicked ? 'good' : 'dim'};
}

/** The one-cell sign of a state, in its colour. Put a word beside it. `running` and `waiting` turn. */
export function mark(kind: MarkKind, glyphs: Glyphs): Span {
	switch (kind) {
		case 'pass':
		case 'done':
			return {text: glyphs.pass, tone: 'good'};
		case 'refuse':
		case 'failed':
			return {text: glyphs.refuse, tone: 'bad'};
		case 'warn':
			return {text: glyphs.warn, tone: 'look'};
		case 'note':
		case 'later':
			return {text: glyphs.later, tone: 'dim'};
		case 'unknown':
		case 'UNKNOWN':
			return {text: glyphs.unknown, tone: 'dim'};
		case 'UP':
			return {text: glyphs.up, tone: 'good'};
		case 'DOWN':
			return {text: glyphs.down, tone: 'bad'};
		case 'running':
			return {text: ' ', tone: 'focus', spin: true};
		case 'waiting':
			return {text: ' ', tone: 'look', spin: true};
	}
}
