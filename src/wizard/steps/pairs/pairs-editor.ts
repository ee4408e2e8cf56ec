import {answersOf, type PairText, withCloudAnswers} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import type {Key} from '../../core/keys.ts';
import {inAscii} from '../../core/paste.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {editLine, extended, type TextLine} from '../../core/text-edit.ts';
import {markSeen} from '../flow.ts';
import {goOn} from '../go-on.ts';
import {placedFindings, refusedAt} from '../standing.ts';
import {type BlockedCell, type PairsCursor, pairProblem, pairsFormOf, pairsTooMany} from './pairs.ts';

type Side = PairsCursor['side'];

/** The pairs of the cloud that is asked about. */
export function pairsOf(state: WizardState): readonly PairText[] {
	return askedOf(state).answers.pairs;
}

/** The cells of the first pair that hold a suggestion still. */
export function offeredCells(state: WizardState): readonly Side[] {
	return askedOf(state).answers.touched.includes('pairs') ? state.pairs.offered : ['cloudSide', 'siteSide'];
}

/** A cell of the pairs as a line, and where its cursor is. A suggestion has it at its end. */
export function cellOf(state: WizardState, row: number, side: Side): TextLine {
	const value = pairsOf(state)[row]?.[side] ?? '';
	return value !== '' && row === 0 && offeredCells(state).includes(side)
		? {value, cursor: value.length, offered: true}
		: {value, cursor: state.pairs.cursor};
}

/** The pairs as changed by the user; `offered` are cells of the first that are suggestions even so. */
export function setPairs(state: WizardState, pairs: readonly PairText[], offered: readonly Side[] = []): WizardState {
	const answers = withCloudAnswers(state.answers, cloud => ({
		...cloud,
		pairs,
		touched: cloud.touched.includes('pairs') ? cloud.touched : [...cloud.touched, 'pairs'],
	}));
	return {...state, answers, pairs: {...state.pairs, offered}};
}

/** The cursor at the end of a cell. A row past the last pair is `add a pair`. */
export function at(state: WizardState, row: number, side: Side): WizardState {
	const pairs = pairsOf(state);
	const there = Math.max(0, Math.min(row, pairs.length));
	return {...state, pairs: {...state.pairs, row: there, side, cursor: pairs[there]?.[side].length ?? 0}};
}

/** Up or down a row, in the same column. */
export function moveRow(state: WizardState, by: 1 | -1): WizardState {
	const {row, side} = state.pairs;
	return at(state, row + by, side);
}

/** To the cell before; the state itself comes back at the first. */
export function cellBefore(state: WizardState): WizardState {
	const {row, side} = state.pairs;
	if (side === 'siteSide') return at(state, row, 'cloudSide');
	return row > 0 ? at(state, row - 1, 'siteSide') : state;
}

export function nextCell(state: WizardState): WizardState {
	const {row, side} = state.pairs;
	return side === 'cloudSide' && row < pairsOf(state).length
		? at(state, row, 'siteSide')
		: at(state, row + 1, 'cloudSide');
}

export function addRow(state: WizardState): WizardState {
	const pairs = pairsOf(state);
	const {most = Number.POSITIVE_INFINITY} = pairsFormOf(askedOf(state).cloud) ?? {};
	if (pairs.length >= most)
		return {
			...state,
			notice: {
				tone: 'look',
				text: `at most ${most} pairs fit into one tunnel: put more ranges into a pair`,
			},
		};
	const added = setPairs(state, [...pairs, {cloudSide: '', siteSide: ''}], offeredCells(state));
	return at(added, pairs.length, 'cloudSide');
}

export function removeRow(state: WizardState): WizardState {
	const {row, side} = state.pairs;
	const pairs = pairsOf(state);
	const pair = pairs[row];
	if (!pair) return state;
	const removed = setPairs(state, pairs.toSpliced(row, 1));
	const moved = at(removed, Math.min(row, Math.max(0, pairs.length - 2)), side);
	return {
		...moved,
		pairs: {...moved.pairs, removed: {row, ...pair}, pasted: undefined},
		notice: {tone: 'plain', text: `pair ${row + 1} removed: ctrl-y puts it back`},
	};
}

export function putBack(state: WizardState): WizardState {
	const {removed, pasted, side} = state.pairs;
	if (pasted) {
		if (pasted.after !== pairsOf(state))
			return {...state, notice: {tone: 'look', text: 'something was changed after the paste: nothing is taken back'}};
		return {
			...state,
			answers: pasted.before,
			pairs: pasted.cursor,
			notice: {tone: 'plain', text: 'the paste is taken back'},
		};
	}

	if (!removed) return state;
	const pairs = pairsOf(state).toSpliced(removed.row, 0, {cloudSide: removed.cloudSide, siteSide: removed.siteSide});
	const back = at(setPairs(state, pairs), removed.row, side);
	return {...back, pairs: {...back.pairs, removed: undefined}};
}

/** Whether there is a removed pair, or a paste that nothing was changed after, to be taken back. */
export function canPutBack(state: WizardState): boolean {
	const {removed, pasted} = state.pairs;
	return pasted ? pasted.after === pairsOf(state) : removed !== undefined;
}

/** The cursor at the first pair of a paste that can't stand, so that it is in sight with its reason; once, and not if the user has moved. */
export function seekRefused(state: WizardState): WizardState {
	const {pasted, row, side} = state.pairs;
	if (!pasted?.left || pasted.after !== pairsOf(state) || pasted.left.row !== row || pasted.left.side !== side)
		return state;
	const asked = askedOf(state);
	const {cloud, answers} = asked;
	const before: readonly PairText[] = answersOf(pasted.before, cloud).pairs;
	const tooMany = pairsTooMany(asked).slice(0, 1);
	const cells = [
		...placedFindings(state)
			.filter(({step, finding}) => step === 'pairs' && finding.severity === 'refuse')
			.flatMap(({field}) => cellOfField(field)),
		...tooMany.map(each => ({row: each, side: 'cloudSide' as const})),
	].filter(cell => answers.pairs[cell.row] !== undefined && !before.some(pair => pair === answers.pairs[cell.row]));
	const first = cells.reduce<(typeof cells)[number] | undefined>(
		(least, cell) => (least && least.row <= cell.row ? least : cell),
		undefined,
	);
	if (!first) return state;
	const moved = at(state, first.row, first.side);
	return {...moved, pairs: {...moved.pairs, pasted: {...pasted, left: undefined}}};
}

/** The cell that a finding's field names: `2.siteSide`. None for what is said of the pairs as a whole. */
function cellOfField(field: string | undefined): readonly {readonly row: number; readonly side: Side}[] {
	const cell = /^(\d+)\.(cloudSide|siteSide)$/.exec(field ?? '');
	return cell ? [{row: Number(cell[1]), side: cell[2] === 'siteSide' ? 'siteSide' : 'cloudSide'}] : [];
}

/** Enter: through the cells of a pair, down the pairs, and from the last cell on to the next step. */
export function forward(state: WizardState): Turn {
	const {row, side} = state.pairs;
	const pairs = pairsOf(state);
	if (row >= pairs.length) return turn(addRow(state));
	if (side === 'cloudSide') return turn(at(state, row, 'siteSide'));
	if (row < pairs.length - 1) return turn(at(state, row + 1, 'cloudSide'));
	const problem = pairProblem(pairs) ?? refusedPair(state);
	if (problem) return turn(held(state, problem));
	return goOn(state, {...state, answers: markSeen(state.answers, 'pairs', ['pairs'])}, 'pairs');
}

/** The cursor at the cell that stops the wizard, with its reason. */
export function held(state: WizardState, {row, side, message}: BlockedCell): WizardState {
	return {...at(state, row, side), blocked: {field: `${row}.${side}`, message}};
}

/** The first cell that a rule refuses; what it says of the pairs as a whole stays where the cursor is. */
function refusedPair(state: WizardState): BlockedCell | undefined {
	const refused = refusedAt(state, 'pairs');
	if (!refused) return undefined;
	const {row, side} = state.pairs;
	const [cell = {row, side}] = cellOfField(refused.field);
	return {...cell, message: refused.message};
}

/** Typing in a cell. On `add a pair` the first letter makes the pair. */
export function editPairs(state: WizardState, given: Key): WizardState {
	const key = {...given, text: inAscii(given.text)};
	const {row, side} = state.pairs;
	const pair = pairsOf(state)[row];
	const {cursor} = cellOf(state, row, side);
	if (!pair) return key.name === 'char' && !key.ctrl && !key.alt ? typeInto(addRow(state), key) : state;
	if (key.name === 'left' && cursor === 0 && side === 'siteSide') return at(state, row, 'cloudSide');
	if (key.name === 'right' && cursor >= pair[side].length && side === 'cloudSide') {
		const moved = at(state, row, 'siteSide');
		return cellOf(moved, row, 'siteSide').offered ? moved : {...moved, pairs: {...moved.pairs, cursor: 0}};
	}

	return typeInto(state, key);
}

function typeInto(state: WizardState, key: Key): WizardState {
	const {row, side} = state.pairs;
	const line = pairsOf(state)[row] && editLine(extended(cellOf(state, row, side), side === 'siteSide', key.text), key);
	return line ? withCell(state, line.value, line.cursor) : state;
}

export function withCell(state: WizardState, value: string, cursor: number): WizardState {
	const {row, side} = state.pairs;
	const pairs = pairsOf(state);
	const moved = {...state, pairs: {...state.pairs, cursor}};
	const wasOffered = cellOf(state, row, side).offered;
	if (pairs[row]?.[side] === value && !wasOffered) return moved;
	return setPairs(
		moved,
		pairs.map((pair, index) => (index === row ? {...pair, [side]: value} : pair)),
		row === 0 ? offeredCells(state).filter(other => other !== side) : offeredCells(state),
	);
}
