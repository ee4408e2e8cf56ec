import {cloudIds} from '../../../clouds/registry.ts';
import type {CloudId} from '../../../connection/finding.ts';
import type {FleetChoice, TagWanted} from '../../../session/fleet-choice.ts';

/** What a row of the screen stands for. */
export type Tickable =
	| {readonly kind: 'cloud'; readonly cloud: CloudId}
	/** `''`: the credentials in use; `'all'` is no name here: see `every profile`. */
	| {readonly kind: 'profile'; readonly cloud: CloudId; readonly name: string}
	| {readonly kind: 'every profile'; readonly cloud: CloudId}
	| {readonly kind: 'region'; readonly region: string}
	/** Of each account. */
	| {readonly kind: 'region in use'}
	| {readonly kind: 'every region'}
	| {readonly kind: 'tags'}
	/** One account, by its number. */
	| {readonly kind: 'account'; readonly number: string}
	/** Numbers that are typed. */
	| {readonly kind: 'accounts'}
	/** Connections, by their ids. */
	| {readonly kind: 'ids'}
	/** Connections saved here that the command named: only they are watched. */
	| {readonly kind: 'saved'};

export function isTicked(choice: FleetChoice, row: Tickable): boolean {
	switch (row.kind) {
		case 'cloud':
			return choice.clouds?.includes(row.cloud) ?? true;
		case 'profile': {
			const profiles = choice.profiles?.[row.cloud];
			if (row.name === '') return profiles === undefined;
			return profiles !== 'all' && (profiles?.includes(row.name) ?? false);
		}
		case 'every profile':
			return choice.profiles?.[row.cloud] === 'all';
		case 'region':
			return choice.regions !== 'all' && (choice.regions?.includes(row.region) ?? false);
		case 'region in use':
			return choice.regions === undefined;
		case 'every region':
			return choice.regions === 'all';
		case 'tags':
			return (choice.tags ?? []).length > 0;
		case 'account':
			return choice.accounts?.includes(row.number) ?? false;
		case 'accounts':
			return (choice.accounts ?? []).length > 0;
		case 'ids':
			return (choice.ids ?? []).length > 0;
		case 'saved':
			return (choice.saved ?? []).length > 0;
	}
}

/** The choice with a row ticked, or its tick taken off. What is in use and what is everything stand for themselves: the last tick taken off means what is in use. */
export function ticked(choice: FleetChoice, row: Tickable): FleetChoice {
	switch (row.kind) {
		case 'cloud': {
			const clouds = toggled(choice.clouds ?? cloudIds(), row.cloud);
			// of no cloud nothing can be watched
			if (clouds.length === 0) return choice;
			const isAll = cloudIds().every(cloud => clouds.includes(cloud));
			return withPart(choice, 'clouds', isAll ? undefined : clouds);
		}
		case 'profile':
			return withProfiles(
				choice,
				row.cloud,
				row.name === '' ? [] : toggled(listed(choice.profiles?.[row.cloud]), row.name),
			);
		case 'every profile':
			return withProfiles(choice, row.cloud, isTicked(choice, row) ? [] : 'all');
		case 'region': {
			const regions = toggled(listed(choice.regions), row.region);
			return withPart(choice, 'regions', regions.length === 0 ? undefined : regions);
		}
		case 'region in use':
			return withPart(choice, 'regions', undefined);
		case 'every region':
			return withPart(choice, 'regions', isTicked(choice, row) ? undefined : 'all');
		case 'tags':
			return withPart(choice, 'tags', undefined);
		case 'account': {
			const accounts = toggled(choice.accounts ?? [], row.number);
			return withPart(choice, 'accounts', accounts.length === 0 ? undefined : accounts);
		}
		case 'accounts':
			return withPart(choice, 'accounts', undefined);
		case 'ids':
			return withPart(choice, 'ids', undefined);
		case 'saved':
			return withPart(choice, 'saved', undefined);
	}
}

const listed = (names: readonly string[] | 'all' | undefined): readonly string[] =>
	names === undefined || names === 'all' ? [] : names;

function toggled<Name extends string>(names: readonly Name[], name: Name): readonly Name[] {
	return names.includes(name) ? names.filter(each => each !== name) : [...names, name];
}

function withProfiles(choice: FleetChoice, cloud: CloudId, names: readonly string[] | 'all'): FleetChoice {
	const {[cloud]: _, ...others} = choice.profiles ?? {};
	const profiles = names === 'all' || names.length > 0 ? {...others, [cloud]: names} : others;
	return withPart(choice, 'profiles', Object.keys(profiles).length === 0 ? undefined : profiles);
}

/** What is left out narrows nothing, so a part without anything is left out. */
function withPart<Part extends keyof FleetChoice>(
	choice: FleetChoice,
	part: Part,
	value: FleetChoice[Part] | undefined,
): FleetChoice {
	const {[part]: _, ...rest} = choice;
	return value === undefined ? rest : {...rest, [part]: value};
}

/** Words as they are typed, with commas or blanks; each once. */
export function wordsIn(text: string): readonly string[] {
	return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** Tags as they are typed: `site=berlin, team`. */
export function tagsIn(text: string): readonly TagWanted[] {
	return text
		.split(',')
		.map(part => part.trim())
		.filter(Boolean)
		.map(part => {
			const at = part.indexOf('=');
			return at < 0 ? {key: part} : {key: part.slice(0, at), value: part.slice(at + 1)};
		});
}

export function tagText(tags: readonly TagWanted[] = []): string {
	return tags.map(({key, value}) => (value === undefined ? key : `${key}=${value}`)).join(', ');
}
