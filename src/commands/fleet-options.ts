import {type Command, InvalidArgumentError, Option} from 'commander';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {CloudId} from '../connection/finding.ts';
import type {FleetChoice, TagWanted} from '../session/fleet-choice.ts';
import type {PlaceWords} from '../session/places.ts';
import type {CommandOptions} from './command-options.ts';
import {helpWords} from './help-words.ts';
import {collect, debugOptions, profileName, sandboxOptions} from './shared-options.ts';

/** Several of one, or one that stood before the command. */
type OneOrMore<Value = string> = Value | readonly Value[] | undefined;

/** Which connections are meant, as the command line says it; `awsProfile` and its like are lists too. */
export interface FleetOptions {
	readonly all?: boolean;
	readonly cloud?: OneOrMore<CloudId>;
	readonly account?: OneOrMore;
	readonly region?: OneOrMore;
	readonly tag?: OneOrMore<TagWanted>;
	readonly profile?: OneOrMore;
}

/** The options that choose connections of any number of accounts and regions. Each may be repeated. */
export function fleetOptions(command: Command): Command {
	const {regionVariables} = helpWords();
	for (const {id, title, profilesIn} of cloudModules())
		command.option(
			`--${id}-profile <name>`,
			`of ${title} with this profile of ${profilesIn}; all: every one that can sign in; may be repeated`,
			(text, earlier: readonly string[] | undefined) => collect(profileName(text), earlier),
		);
	command.option('--instance-role', 'sign in as the role of the machine this runs on (EC2, CVM)');
	return debugOptions(sandboxOptions(command))
		.option('--all', 'every region of every profile that can sign in')
		.addOption(
			new Option('--cloud <cloud>', 'one cloud only; may be repeated')
				.choices(cloudIds())
				.argParser((text, earlier: readonly string[] | undefined) => {
					if (cloudIds().includes(text)) return collect(text, earlier);
					throw new InvalidArgumentError(`there are ${cloudIds().join(', ')}`);
				}),
		)
		.option('--account <number>', 'only of this account, by its number; may be repeated', collect)
		.option('--region <region>', `a region, or all (default: ${regionVariables}); may be repeated`, collect)
		.option('--tag <key[=value]>', 'only with this tag; may be repeated: with all of them', tag)
		.option('--profile <name>', 'the connection that is saved here under this name; may be repeated', collect);
}

/**
 * What was said, as a choice of connections, and as the options that the rest of a command works with: there an account is named where one profile is.
 * @param ids connections that are named
 */
export function readFleetOptions<Options extends FleetOptions>(
	ids: readonly string[],
	given: Options,
): {readonly choice: FleetChoice; readonly options: CommandOptions} {
	const {all, cloud, account, region, tag, profile, ...rest} = given;
	const lists = profileLists(given);
	const everyProfile = all ? cloudIds().map(id => [id, 'all' as const] as const) : [];
	const named = lists.map(({id, names}) => [id, names.includes('all') ? ('all' as const) : names] as const);
	// what is named narrows --all
	const profiles = Object.fromEntries([...everyProfile, ...named]);
	const regions = listOf(region);
	const choice: FleetChoice = {
		...filled('clouds', listOf(cloud)),
		...(all || lists.length > 0 ? {profiles} : {}),
		...filled('accounts', listOf(account)),
		...(all && regions.length === 0 ? {regions: 'all'} : {}),
		...(regions.length > 0 ? {regions: regions.includes('all') ? 'all' : regions} : {}),
		...filled('tags', listOf(tag)),
		...filled('ids', ids),
		...filled('saved', listOf(profile)),
	};
	return {choice, options: {...rest, ...oneProfile(lists)}};
}

/** The one region of each cloud, in the accounts in use, that a choice is about; undefined where it is about more, or about a part of it. */
export function placeWordsOf({
	clouds = [],
	profiles = {},
	accounts,
	regions = [],
	tags,
	saved,
}: FleetChoice): PlaceWords | undefined {
	const isOneAccount = Object.values(profiles).every(names => names !== 'all' && (names?.length ?? 0) < 2);
	if (!isOneAccount || accounts || tags || saved || regions === 'all' || clouds.length > 1 || regions.length > 1)
		return undefined;
	const [[cloud], [region]] = [clouds, regions];
	return {...(cloud === undefined ? {} : {cloud}), ...(region === undefined ? {} : {region})};
}

/** The options of a command as what names an account reads them: a list of several profiles names none. */
export function accountWords(options: object): CommandOptions {
	return {...options, ...oneProfile(profileLists(options))};
}

interface ProfileList {
	readonly id: CloudId;
	readonly names: readonly string[];
}

function profileLists(options: object): readonly ProfileList[] {
	return cloudIds().flatMap(id => {
		const names: unknown = Reflect.get(options, `${id}Profile`);
		const list = listOf(names as OneOrMore); // cast: commander gives what the option's parser made
		return list.length > 0 ? [{id, names: list}] : [];
	});
}

/** Each cloud's profile where one is named; where there are several, none. */
function oneProfile(lists: readonly ProfileList[]): Record<`${string}Profile`, string | undefined> {
	return Object.fromEntries(
		lists.map(({id, names: [first, ...others]}) => [
			`${id}Profile`,
			others.length > 0 || first === 'all' ? undefined : first,
		]),
	);
}

function filled<Name extends string, Value>(
	name: Name,
	values: readonly Value[],
): {readonly [key in Name]?: readonly Value[]} {
	// cast: a computed name is taken for any
	return (values.length > 0 ? {[name]: values} : {}) as {readonly [key in Name]?: readonly Value[]};
}

function listOf<Value>(given: OneOrMore<Value>): readonly Value[] {
	if (given === undefined) return [];
	// cast: a readonly list is not told from a value by isArray
	return Array.isArray(given) ? (given as readonly Value[]) : [given as Value];
}

/** `site`, `owner=network`, `empty=`. */
function tag(text: string, earlier: readonly TagWanted[] | undefined): readonly TagWanted[] {
	const equals = text.indexOf('=');
	const key = equals < 0 ? text : text.slice(0, equals);
	if (key === '') throw new InvalidArgumentError('write KEY or KEY=VALUE');
	return [...(earlier ?? []), equals < 0 ? {key} : {key, value: text.slice(equals + 1)}];
}
