import {useEffect, useState} from 'react';
import {askedOf} from '../../wizard/answers/asked.ts';
import {clockTime} from '../../wizard/core/clock-time.ts';
import {cursorRow, listLoad, viewOf, type Row as WizardRow, whyNotRow} from '../../wizard/core/list.ts';
import {loadOf} from '../../wizard/core/loads.ts';
import type {List} from '../../wizard/core/screen.ts';
import {placeShown, type WizardState} from '../../wizard/core/state.ts';
import {mayPickProfile} from '../../wizard/screens/accounts/accounts.ts';
import {goneAt} from '../../wizard/steps/go-on.ts';
import {findingsAt, isAnswered} from '../../wizard/steps/standing.ts';
import {stepOf} from '../../wizard/steps/steps.ts';
import type {Layout} from '../layout.ts';
import {type Glyphs, mark, useGlyphs} from '../look.tsx';
import {FilteredList} from '../parts/filtered-list.tsx';
import {findingLines, signedLines} from '../parts/findings.ts';
import {firstLines, type Line, line, spinnerLine, wrapped} from '../parts/line.tsx';

/** Up to so many rows nobody needs to be told their number. */
const few = 8;

interface ListStepProps {
	readonly state: WizardState;
	readonly list: DrawnList;
	readonly layout: Layout;
}

type DrawnList = Omit<List, 'content' | 'choose'>;

/** A list: question and filter, the rows that fit, why a row can't be chosen, help where there is room. */
export function ListStep({state, list, layout: {body}}: ListStepProps) {
	const glyphs = useGlyphs();
	const {columns: width} = body;
	const view = viewOf(state, list);
	const isLoading = listLoad(state, list)?.status === 'loading';
	const elapsedMs = useElapsed(isLoading);
	const highlighted = cursorRow(view);
	const trouble = troubleLines(state, list, width, glyphs);
	return (
		<FilteredList
			view={view}
			columns={list.columns}
			question={list.question}
			said={rows => saidLines(state, highlighted, {width, rows}, glyphs)}
			above={trouble}
			empty={isLoading || trouble.length > 0 ? undefined : list.empty}
			reason={!highlighted || highlighted.selectable ? [] : signedLines('look', whyNotRow(highlighted), width, glyphs)}
			last={isLoading && elapsedMs >= 100 ? [spinnerLine(`reading ${list.what ?? 'the list'}`, elapsedMs)] : []}
			help={list.help}
			few={few}
			body={body}
		/>
	);
}

/** What is to be said of the answer that stands: that it is gone, refused, or deserves a look. Why the row can't be chosen stands below the list. */
function saidLines(
	state: WizardState,
	row: WizardRow | undefined,
	size: {readonly width: number; readonly rows: number},
	glyphs: Glyphs,
): readonly Line[] {
	const step = placeShown(state);
	const gone = step && row?.selectable !== false ? goneAt(state, step) : undefined;
	const findings =
		step && gone === undefined && isAnswered(stepOf(step), askedOf(state)) ? findingsAt(state, step) : [];
	const told = findings.filter(({severity}) => severity !== 'note');
	const blocked = row?.selectable === false ? undefined : (gone ?? state.blocked?.message);
	const isSaid = told.some(({message}) => message === blocked);
	const lines = [
		...(blocked === undefined || isSaid
			? []
			: wrapped(blocked, size.width, 'look', [mark(gone ? 'refuse' : 'warn', glyphs), {text: ' '}])),
		...told.flatMap(finding => findingLines(finding, size.width, glyphs)),
	];
	return firstLines(lines, Math.max(2, size.rows), line(glyphs.ellipsis, 'dim'));
}

function troubleLines(state: WizardState, list: DrawnList, width: number, glyphs: Glyphs): readonly Line[] {
	const load = listLoad(state, list);
	if (load?.status !== 'error' || !load.trouble) return [];
	const {at} = load;
	const lasts = at === undefined ? '' : `listed is what was read at ${clockTime(at, Math.max(at, state.now))}; `;
	const {message, mend, detail} = load.trouble;
	return [
		...signedLines('bad', message, width, glyphs),
		...(mend ? wrapped(mend, width, 'plain', [{text: '  '}]) : []),
		// what can be done stands above the small print, which may be long
		...wrapped(`${lasts}${pickWords(state, list)}ctrl-r tries again`, width, 'focus', [{text: '  '}]),
		...(detail ? wrapped(detail, width, 'dim', [{text: '  '}]) : []),
		[],
	];
}

/** Another profile may do better than trying again: where it is picked. */
function pickWords(state: WizardState, list: DrawnList): string {
	const failed = list.readings.find(reading => loadOf(state, reading)?.status === 'error');
	if (!failed || !mayPickProfile(state, failed.cloud, loadOf(state, failed)?.trouble)) return '';
	return placeShown(state) !== undefined
		? 'ctrl-o picks a profile to sign in with; '
		: 'on the first screen, enter on the account picks a profile to sign in with; ';
}

/** Milliseconds since `active` became true, in steps good enough for words: a moment, then whole seconds. No timer runs while it is false. */
function useElapsed(active: boolean): number {
	const [elapsedMs, setElapsedMs] = useState(0);
	useEffect(() => {
		if (!active) return;
		const start = Date.now();
		const tell = () => setElapsedMs(Date.now() - start);
		tell();
		const soon = setTimeout(tell, 120);
		const timer = setInterval(tell, 1000);
		return () => {
			clearTimeout(soon);
			clearInterval(timer);
		};
	}, [active]);
	return active ? elapsedMs : 0;
}
