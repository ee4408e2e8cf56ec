import {cloudIds} from '../../../clouds/registry.ts';
import {accountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {isKnownProblem} from '../../attention/known.ts';
import {clockTime} from '../../core/clock-time.ts';
import type {WizardState} from '../../core/state.ts';
import {lastWordsOf} from '../../core/told-on-leaving.ts';
import {writtenSummary} from '../handover/text.ts';
import {unendedSummary} from '../run/made-summary.ts';
import {sandboxEnded} from '../run/text.ts';
import {fleet} from './fleet.ts';
import {isProblem, nameOf} from './row-facts.ts';
import {sorted} from './sorting.ts';
import {countWords, healthCounts, placeTroubles, tunnelWords} from './words.ts';

/** How many problems are named on the normal screen. */
const mostNamed = 10;

/** What is printed on the normal screen after leaving from the list: how all stood, and what is wrong. */
export function watchSummary(state: WizardState): readonly string[] {
	return andLastWords(state, watchedLines(state));
}

/** What is watched, what was begun here and has not ended, and what was done here: each apart. */
export function andLastWords(state: WizardState, watched: readonly string[]): readonly string[] {
	const told = [watched, unendedSummary(state), lastWordsOf(state), writtenSummary(state)].filter(
		lines => lines.length > 0,
	);
	return told.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** How all stood that is watched, and how to watch it again. */
export function watchedLines(state: WizardState): readonly string[] {
	const model = fleet.of(state);
	if (!model) return [];
	const {snapshot} = model;
	const end = state.options.sandbox ? sandboxEnded : watchAgain(state);
	if (!snapshot) return [printable(end, 300)];
	const times = snapshot.places.flatMap(({asOf}) => asOf ?? []);
	const asOf = times.length === 0 ? '' : `as of ${clockTime(Math.min(...times), Math.max(state.now, ...times))}`;
	const counts = healthCounts(snapshot.counts).map(({health, count}) => `${count} ${health}`);
	const problems = sorted(snapshot.connections, {sort: 'state', isReversed: false}).filter(isProblem);
	const accounts = new Set(snapshot.places.map(({place}) => place.account));
	const named = problems.slice(0, mostNamed).map(connection => {
		const {status, place, health, trouble} = connection;
		const whose = accounts.size > 1 ? [place.account] : [];
		const wrong = isKnownProblem(state, connection) ? `known · ${trouble}` : trouble;
		return `  ${[nameOf(connection), status.id, ...whose, place.region, health, wrong].join('  ')}`;
	});
	const more = problems.length > mostNamed ? [`  and ${problems.length - mostNamed} more`] : [];
	const lines = [
		[countWords(snapshot), ...counts, tunnelWords(snapshot), asOf].filter(Boolean).join(' · '),
		...named,
		...more,
		...placeTroubles(snapshot.places, state.now).map(({text}) => text),
		end,
	];
	return lines.map(line => printable(line.trimEnd(), 300));
}

/** `Watch again:` and the command that watches the same, with the accounts in use. */
export function watchAgain(state: WizardState): string {
	const choice = fleet.of(state)?.choice ?? {};
	// of a cloud whose profiles are chosen it is they that are watched, whichever is in use
	const accounts = Object.fromEntries(
		Object.entries(state.options.accounts ?? {}).map(([cloud, account]) => [
			cloud,
			choice.profiles?.[cloud] === undefined ? account : {},
		]),
	);
	const isPicked = Object.values(accounts).some(({profile}) => profile !== undefined);
	// a cloud whose profile is named would be the only one
	const isAll = choice.clouds === undefined && choice.ids === undefined && choice.profiles === undefined;
	const command = commandOf(isPicked && isAll ? {...choice, clouds: cloudIds()} : choice);
	return `Watch again: ${inThisAccount(command, accountOptions(accounts))}`;
}

function commandOf({
	ids = [],
	clouds = [],
	profiles = {},
	regions = [],
	accounts = [],
	tags = [],
	saved = [],
}: FleetChoice) {
	const several = (option: string, values: readonly string[] | string) =>
		(typeof values === 'string' ? [values] : values).map(value => optionWords(option, value));
	return [
		'tunnelwright watch',
		...ids.map(shellWord),
		...several('--cloud', clouds),
		...Object.entries(profiles).flatMap(([cloud, names]) => several(`--${cloud}-profile`, names ?? [])),
		...several('--region', regions),
		...several('--account', accounts),
		...tags.map(({key, value}) => optionWords('--tag', value === undefined ? key : `${key}=${value}`)),
		...several('--profile', saved),
	].join(' ');
}
