import {cloudIds, cloudName} from '../../../clouds/registry.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import type {Reading} from '../../../session/read.ts';
import {type Row, row} from '../../core/list.ts';
import type {WizardState} from '../../core/state.ts';
import {accountInShort, canSignIn, pickableProfiles} from '../accounts/accounts.ts';
import {fleet} from '../watch/fleet.ts';
import {isTicked, type Tickable, tagText} from './ticks.ts';

export interface ChoiceRow {
	readonly row: Row;
	readonly what: Tickable;
}

/** Which regions there are is read of each cloud that is ticked and can be signed in to. */
export function regionReadings(state: WizardState, choice: FleetChoice = {}): readonly Reading[] {
	return cloudIds()
		.filter(cloud => canSignIn(state, cloud) && isTicked(choice, {kind: 'cloud', cloud}))
		.map(cloud => ({what: 'regions', cloud}));
}

/** Clouds, then whose accounts, then where, then which tags, accounts and ids. */
export function choiceRows(state: WizardState, choice: FleetChoice): readonly ChoiceRow[] {
	const clouds = cloudIds();
	const ticked = clouds.filter(cloud => isTicked(choice, {kind: 'cloud', cloud}));
	const rows: ChoiceRow[] = [];
	const add = (what: Tickable, id: string, cells: readonly string[]) =>
		rows.push({what, row: row(id, cells, {marked: isTicked(choice, what)})});
	if (choice.saved) add({kind: 'saved'}, 'saved', ['only', choice.saved.join(', '), 'saved here, as the command said']);
	for (const cloud of clouds)
		add({kind: 'cloud', cloud}, `cloud ${cloud}`, ['cloud', cloudName(cloud), accountInShort(state, cloud)]);
	for (const cloud of ticked) {
		const profiles = pickableProfiles(state, cloud);
		if (profiles.length === 0) continue;
		const kind = `${cloudName(cloud)} profile`;
		add({kind: 'profile', cloud, name: ''}, `profile ${cloud}`, [kind, 'as found', 'the credentials in use']);
		for (const {name, detail, region} of profiles)
			add({kind: 'profile', cloud, name}, `profile ${cloud} ${name}`, [
				kind,
				name,
				[region, detail].filter(Boolean).join(' · '),
			]);
		add({kind: 'every profile', cloud}, `every profile ${cloud}`, [kind, 'every profile', 'each that can sign in']);
	}

	add({kind: 'region in use'}, 'region in use', ['region', 'the one in use', 'of each account']);
	add({kind: 'every region'}, 'every region', ['region', 'every region', 'that the account has switched on']);
	for (const {region, name} of regionsOf(state, choice, ticked))
		add({kind: 'region', region}, `region ${region}`, ['region', region, name]);
	const tags = tagText(choice.tags);
	add({kind: 'tags'}, 'tags', ['tag', tags || 'any', tags ? typedAlready : 'enter: only connections that carry one']);
	for (const {number, says} of accountsOf(state, choice))
		add({kind: 'account', number}, `account ${number}`, ['account', number, says]);
	add({kind: 'accounts'}, 'accounts', [
		'account',
		choice.accounts ? countOf(choice.accounts) : 'any',
		choice.accounts ? typedAlready : 'enter: only accounts of these numbers',
	]);
	add({kind: 'ids'}, 'ids', [
		'id',
		choice.ids ? choice.ids.join(', ') : 'any',
		choice.ids ? typedAlready : 'enter: only these connections',
	]);
	return rows;
}

const typedAlready = 'enter changes it, tab takes it off';
const countOf = ({length}: readonly string[]) => `only ${length === 1 ? 'this one' : `these ${length}`}`;

/** Accounts whose numbers are known from what is watched, and those that are ticked though nobody knows them here. */
function accountsOf(
	state: WizardState,
	{accounts = []}: FleetChoice,
): readonly {readonly number: string; readonly says: string}[] {
	const places = fleet.of(state)?.snapshot?.places ?? [];
	const known = new Map(
		places.flatMap(({place: {accountNumber: number, cloud, profile = 'as found'}}) =>
			number === undefined ? [] : [[number, `${cloudName(cloud)} · ${profile}`] as const],
		),
	);
	const strange = accounts.filter(number => !known.has(number)).map(number => [number, ''] as const);
	return [...known, ...strange].map(([number, says]) => ({number, says}));
}

/** Regions that are known of the clouds, and those that are ticked though nobody knows them here. */
function regionsOf(
	{data}: WizardState,
	{regions}: FleetChoice,
	clouds: readonly string[],
): readonly {readonly region: string; readonly name: string}[] {
	const known = clouds.flatMap(cloud =>
		(data.regions[cloud] ?? [])
			.filter(({selectable}) => selectable)
			.map(({id, name}) => ({region: id, name: [cloudName(cloud), name].filter(Boolean).join(' · ')})),
	);
	const listed = new Set(known.map(({region}) => region));
	const strange = regions === undefined || regions === 'all' ? [] : regions.filter(region => !listed.has(region));
	return [...known, ...strange.map(region => ({region, name: ''}))];
}
