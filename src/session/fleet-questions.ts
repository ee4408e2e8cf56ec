import type {CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';
import {cloudOfId} from '../clouds/engine/read-back.ts';
import {cloudIds, cloudModules, cloudName, moduleOf} from '../clouds/registry.ts';
import {type SignIn, signInOf} from '../clouds/sign-in/sign-in.ts';
import {UserError} from '../connection/user-error.ts';
import type {FleetPlace} from '../watch/fleet/fleet.ts';
import type {PlaceQuestion} from '../watch/fleet/open-question.ts';
import type {AskedPlace} from '../watch/fleet/watched-place.ts';
import {AccountPlaces} from './account-places.ts';
import type {FleetChoice} from './fleet-choice.ts';
import type {Clouds} from './open-session.ts';
import {type SavedConnection, savedConnections} from './saved-connections.ts';
import {namedRegion} from './sign-in.ts';

/** The clouds as a fleet needs them. */
export type FleetClouds = Pick<Clouds, 'cloudAt' | 'optionsOf'>;

/** Of which profile, and as which places. */
interface Account {
	readonly cloud: CloudId;
	/** Undefined: as found. */
	readonly profile: string | undefined;
	readonly signIn: SignIn;
}

/**
 * What has to be found out before a choice is watched: a question for each account, so that one that can't be answered keeps nothing of the others back.
 * @throws UserError for an id that no cloud has, or a saved connection that is not there
 */
export async function questionsOf(choice: FleetChoice, clouds: FleetClouds): Promise<readonly PlaceQuestion[]> {
	const saved = await savedConnections(choice.saved ?? [], clouds);
	const named = cloudsNamed(choice, saved);
	const ids = named.length > 0 ? named : cloudIds();
	const found = (await Promise.all(ids.map(id => accountsOf(id, choice, clouds)))).flat();
	// a cloud that nobody named and nobody has signed in to is not meant
	const inUse = found.filter(({signIn}) => signIn.source !== undefined || signIn.unknownProfile !== undefined);
	const accounts = named.length > 0 || inUse.length === 0 ? found : inUse;
	const places = new AccountPlaces(choice, clouds, accounts.length);
	return accounts.map(account => questionOf(account, {choice, clouds, saved, places}));
}

/** Clouds that something of the choice is about; none: all are meant that are used. */
function cloudsNamed({clouds, profiles, ids = [], regions}: FleetChoice, saved: readonly SavedConnection[]) {
	if (clouds && clouds.length > 0) return clouds;
	const ofRegions = regions === 'all' || regions === undefined ? [] : regions.flatMap(cloudsOfRegion);
	const named = new Set([
		...namedByProfiles(profiles),
		...ids.map(cloudOfId),
		...saved.map(({cloud}) => cloud),
		...ofRegions,
	]);
	return cloudIds().filter(id => named.has(id));
}

/** Every profile of every cloud names none of them: one that nobody has signed in to is not meant. */
function namedByProfiles(profiles: FleetChoice['profiles'] = {}): readonly CloudId[] {
	return cloudIds().every(id => profiles[id] === 'all') ? [] : Object.keys(profiles);
}

/** The clouds whose regions are written so; none for a name of no such form. */
function cloudsOfRegion(region: string): readonly CloudId[] {
	const found = cloudModules().find(({region: {form}}) => form.test(region));
	return found ? [found.id] : [];
}

async function accountsOf(cloud: CloudId, {profiles}: FleetChoice, clouds: FleetClouds): Promise<readonly Account[]> {
	const wanted = profiles?.[cloud];
	const read = async (profile: string | undefined): Promise<Account> => {
		const options = clouds.optionsOf(cloud);
		const {instanceRole: _other, ...mine} = options;
		const as = profile === undefined || options.sandbox ? options : {...mine, profile};
		return {cloud, profile, signIn: await signInOf(cloud, as)};
	};
	if (wanted === undefined) return [await read(undefined)];
	if (wanted !== 'all') return Promise.all([...new Set(wanted)].map(read));
	const asFound = await read(undefined);
	// the sandbox is one account
	if (clouds.optionsOf(cloud).sandbox) return [asFound];
	const all = await Promise.all(asFound.signIn.profiles.map(({name}) => read(name)));
	const usable = all.filter(({signIn}) => signIn.problem === undefined && signIn.source !== undefined);
	return usable.length > 0 ? usable : [asFound];
}

interface Asked {
	readonly choice: FleetChoice;
	readonly clouds: FleetClouds;
	readonly saved: readonly SavedConnection[];
	readonly places: AccountPlaces;
}

function questionOf(account: Account, {choice, clouds, saved, places}: Asked): PlaceQuestion {
	const {cloud: id, profile} = account;
	const {sandbox} = clouds.optionsOf(id);
	const shown = profile ?? (sandbox ? 'sandbox' : 'as found');
	const place: FleetPlace = {
		cloud: id,
		region: '',
		...(profile === undefined ? {} : {profile}),
		key: [id, profile ?? ''].join(' '),
		account: shown,
	};
	const wants = wantedBy(choice, saved);
	return {
		place,
		async find(signal) {
			const {problem, mend} = account.signIn;
			if (problem !== undefined)
				throw new UserError(problem, {credentials: true, ...(mend === undefined ? {} : {mend})});
			return places.find(
				{cloud: id, profile, shown},
				known => regionsOf(account, choice, saved, known),
				(found, cloud): AskedPlace => ({
					place: found,
					limit: limitOf(found),
					wants,
					...(cloud.gatewayReading ? {gateways: () => cloud.gatewayReading?.(found.region)} : {}),
					...(cloud.maintenance
						? {maintenance: async (ofId, asking) => (await cloud.maintenance?.(found.region, ofId, asking)) ?? []}
						: {}),
					ask: (asking, oldRoutesMs) => cloud.status(found.region, onlyIds(id, choice), asking, oldRoutesMs),
				}),
				signal,
			);
		},
	};
}

/** @param all reads every region that the account has switched on */
async function regionsOf(
	{cloud, signIn}: Account,
	{regions, ids}: FleetChoice,
	saved: readonly SavedConnection[],
	all: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
	if (regions === 'all') return all();
	const ofCloud = (regions ?? []).filter(region => {
		const clouds = cloudsOfRegion(region);
		return clouds.length === 0 || clouds.includes(cloud);
	});
	if (ofCloud.length > 0) return ofCloud;
	const ofSaved = saved.filter(connection => connection.cloud === cloud).map(({region}) => region);
	const inUse = namedRegion(signIn);
	if (ofSaved.length > 0) return ids && ids.length > 0 && inUse ? [...ofSaved, inUse] : ofSaved;
	if (inUse) return [inUse];
	const {example, variables} = moduleOf(cloud).region;
	throw new UserError(`which region of ${cloudName(cloud)} is meant is not known`, {
		field: '--region',
		mend: `add --region, as in --region ${example}, or set ${variables[0]}`,
	});
}

function limitOf({cloud, accountNumber, profile, region}: FleetPlace): AskedPlace['limit'] {
	const {perSecond, of} = moduleOf(cloud).listCalls;
	const account = `${cloud} ${accountNumber ?? `profile ${profile ?? ''}`}`;
	return {key: of === 'account' ? account : `${account} ${region}`, perSecond};
}

/** The ids that narrow the list call; undefined where others are watched too. */
function onlyIds(cloud: CloudId, {ids = [], saved = []}: FleetChoice): readonly string[] | undefined {
	if (ids.length === 0 || saved.length > 0) return undefined;
	return ids.filter(id => cloudOfId(id) === cloud);
}

function wantedBy(
	{ids = [], tags = [], saved: names = []}: FleetChoice,
	saved: readonly SavedConnection[],
): (status: ConnectionStatus) => boolean {
	const isNamed = (status: ConnectionStatus) =>
		(ids.length === 0 && names.length === 0) ||
		ids.includes(status.id) ||
		saved.some(({cloud, region, name}) => cloud === status.cloud && region === status.region && name === status.name);
	return status =>
		isNamed(status) &&
		tags.every(({key, value}) => {
			const given = status.tags?.[key];
			return given !== undefined && (value === undefined || given === value);
		});
}
