import {cloudIds} from '../../../clouds/registry.ts';
import {accountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {clockTime} from '../../core/clock-time.ts';
import type {WizardState} from '../../core/state.ts';
import {lastWordsOf} from '../../core/told-on-leaving.ts';
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
	const told = [watchedLines(state), unendedSummary(state), lastWordsOf(state)].filter(lines => lines.length > 0);
	return told.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function watchedLines(state: WizardState): readonly string[] {
	const snapshot = fleet.of(state)?.snapshot;
	if (!snapshot) return [];
	const times = snapshot.places.flatMap(({asOf}) => asOf ?? []);
	const asOf = times.length === 0 ? '' : `as of ${clockTime(Math.min(...times), Math.max(state.now, ...times))}`;
	const counts = healthCounts(snapshot.counts).map(({health, count}) => `${count} ${health}`);
	const problems = sorted(snapshot.connections, {sort: 'state', isReversed: false}).filter(isProblem);
	const named = problems
		.slice(0, mostNamed)
		.map(
			connection =>
				`  ${nameOf(connection)}  ${connection.status.id}  ${connection.place.region}  ${connection.health}  ${connection.trouble}`,
		);
	const more = problems.length > mostNamed ? [`  and ${problems.length - mostNamed} more`] : [];
	const lines = [
		[countWords(snapshot), ...counts, tunnelWords(snapshot), asOf].filter(Boolean).join(' · '),
		...named,
		...more,
		...placeTroubles(snapshot.places).map(({text}) => text),
		state.options.sandbox ? sandboxEnded : `Watch again: ${again(state)}`,
	];
	return lines.map(line => printable(line.trimEnd(), 300));
}

/** The command that watches the same again, with the accounts in use. */
function again(state: WizardState): string {
	const choice = fleet.of(state)?.choice ?? {};
	const accounts = state.options.accounts ?? {};
	const isPicked = Object.values(accounts).some(({profile}) => profile !== undefined);
	// a cloud whose profile is named would be the only one
	const isAll = choice.clouds === undefined && choice.ids === undefined && choice.profiles === undefined;
	return inThisAccount(
		commandOf(isPicked && isAll ? {...choice, clouds: cloudIds()} : choice),
		accountOptions(accounts),
	);
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
