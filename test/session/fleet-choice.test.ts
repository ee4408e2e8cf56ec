import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Cloud, ConnectionStatus} from '../../src/clouds/contract/cloud.ts';
import type {AccountPlace} from '../../src/connection/place.ts';
import {UserError} from '../../src/connection/user-error.ts';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {placesOfFleet, watchFleet} from '../../src/session/fleet.ts';
import type {FleetChoice} from '../../src/session/fleet-choice.ts';
import type {FleetClouds} from '../../src/session/fleet-questions.ts';
import type {FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import {connection, refusal} from '../watch/fleet/world.ts';

/* What a user would lose: an account that is left out, or is asked twice; and one that can't be signed in to that keeps the others back. */

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	mkdirSync(join(home, '.aws'));
	const keys = (name: string) =>
		`[${name}]\naws_access_key_id = AKIA${name.toUpperCase()}\naws_secret_access_key = secret\n`;
	writeFileSync(join(home, '.aws', 'credentials'), ['network', 'audit', 'shop'].map(keys).join(''));
	writeFileSync(
		join(home, '.aws', 'config'),
		[
			'[profile network]\nregion = eu-central-1\n',
			'[profile audit]\nregion = eu-central-1\n',
			'[profile shop]\nregion = eu-west-1\n',
			'[profile empty]\nregion = eu-west-2\n',
		].join(''),
	);
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

/** Network and audit are profiles of one account. */
const accounts: Readonly<Record<string, string>> = {
	network: '111111111111',
	audit: '111111111111',
	shop: '222222222222',
};

class Played implements FleetClouds {
	/** Which list calls were made: the profile, and where. */
	readonly asked: string[] = [];
	readonly identities: string[] = [];
	/** By profile and region. */
	standing: (profile: string, region: string) => readonly ConnectionStatus[] = () => [];
	broken: ReadonlyMap<string, Error> = new Map();

	optionsOf: FleetClouds['optionsOf'] = () => ({
		env: {HOME: home, TUNNELWRIGHT_HOME: join(home, 'tw')},
		sandbox: false,
	});

	cloudAt: FleetClouds['cloudAt'] = async ({profile = 'as found'}: AccountPlace) => {
		const broken = this.broken.get(profile);
		if (broken) throw broken;
		const cloud: Pick<Cloud, 'id' | 'identity' | 'regions' | 'status'> = {
			id: 'aws',
			identity: async () => {
				this.identities.push(profile);
				return {cloud: 'aws', account: accounts[profile] ?? '333333333333', source: profile, sandbox: false};
			},
			regions: async () =>
				['eu-central-1', 'eu-west-1', 'me-south-1'].map(id => ({
					id,
					name: id,
					state: id === 'me-south-1' ? 'not-opted-in' : 'opt-in-not-required',
					selectable: id !== 'me-south-1',
				})),
			status: async region => {
				this.asked.push(`${profile} ${region}`);
				return this.standing(profile, region);
			},
		};
		// of a cloud nothing else is asked here
		return cloud as Cloud;
	};
}

const signal = () => AbortSignal.timeout(20_000);
const keysOf = async (choice: FleetChoice, clouds: Played) => {
	const {places, unknown} = await placesOfFleet(choice, clouds, signal());
	return {places: places.map(({key}) => key).sort(), unknown: unknown.map(({place: {key}}) => key), all: places};
};

async function whole(clouds: Played, choice: FleetChoice): Promise<FleetSnapshot> {
	for await (const snapshot of watchFleet(clouds, choice, {signal: signal(), history: false}))
		if (!snapshot.isFinding && snapshot.places.every(({asOf, error}) => asOf !== undefined || error)) return snapshot;
	throw new Error('the fleet ended');
}

const ids = ({connections}: FleetSnapshot) => connections.map(({status}) => status.id).sort();

describe('which places a choice means', () => {
	it('is the region of each profile, side by side', async () => {
		const found = await keysOf({profiles: {aws: ['network', 'shop']}}, new Played());
		expect(found).toMatchObject({places: ['aws network eu-central-1', 'aws shop eu-west-1'], unknown: []});
		expect(found.all[0]).toMatchObject({account: 'network (111111111111)', accountNumber: '111111111111'});
	});

	it('asks an account once where two profiles lead to it, and says so', async () => {
		const clouds = new Played();
		clouds.standing = profile => [connection(`vpn-${accounts[profile]}`)];
		const snapshot = await whole(clouds, {profiles: {aws: ['network', 'audit', 'shop']}});
		expect(snapshot.places.map(({place}) => place.account).sort()).toEqual([
			expect.stringMatching(/^(?:network and audit|audit and network) \(111111111111\)$/),
			'shop (222222222222)',
		]);
		expect(clouds.asked).toHaveLength(2);
		expect(clouds.identities.sort()).toEqual(['audit', 'network', 'shop']);
		expect(ids(snapshot)).toEqual(['vpn-111111111111', 'vpn-222222222222']);
	});

	it('is every profile that can sign in, where all are meant', async () => {
		const found = await keysOf({profiles: {aws: 'all'}}, new Played());
		expect(found.places.map(key => key.split(' ').at(-1))).toEqual(['eu-central-1', 'eu-west-1']);
	});

	it('is every region that is switched on, or those that are named', async () => {
		const profiles = {aws: ['shop']};
		expect((await keysOf({profiles, regions: 'all'}, new Played())).places).toEqual([
			'aws shop eu-central-1',
			'aws shop eu-west-1',
		]);
		expect((await keysOf({profiles, regions: ['us-east-1', 'ap-guangzhou']}, new Played())).places).toEqual([
			'aws shop us-east-1',
		]);
	});

	it('refuses an account that none of the profiles is of, once all are known', async () => {
		const asked = (clouds: Played) =>
			placesOfFleet(
				{profiles: {aws: ['network', 'shop']}, accounts: ['222222222222', '1']},
				clouds,
				AbortSignal.timeout(5000),
			);
		await expect(asked(new Played())).rejects.toMatchObject({
			exit: 2,
			message: expect.stringMatching(
				/--account 1: .*network is 111111111111, shop is 222222222222|--account 1: .*shop is/,
			),
		});
		const reading = async () => {
			const choice = {profiles: {aws: ['network']}, accounts: ['1']} as const;
			for await (const _ of watchFleet(new Played(), choice, {signal: AbortSignal.timeout(5000), history: false}));
		};
		await expect(reading()).rejects.toMatchObject({exit: 2});
		const unknown = new Played();
		unknown.broken = new Map([['network', refusal({code: 'AuthFailure', kind: 'credentials', retryable: false})]]);
		// it might be the one that can't be signed in to
		expect((await asked(unknown)).unknown).toHaveLength(1);
	});

	it('leaves out places of other accounts than those that are named', async () => {
		const found = await keysOf({profiles: {aws: ['network', 'shop']}, accounts: ['222222222222']}, new Played());
		expect(found).toMatchObject({places: ['aws shop eu-west-1'], unknown: []});
	});

	it('tells of a profile that can’t be asked, and watches the others', async () => {
		const clouds = new Played();
		clouds.broken = new Map<string, Error>([
			['audit', new UserError('there is no profile audit', {mend: 'name another one', credentials: true})],
			['network', refusal({code: 'AuthFailure', kind: 'credentials', retryable: false})],
		]);
		clouds.standing = () => [connection('vpn-1')];
		const snapshot = await whole(clouds, {profiles: {aws: ['audit', 'network', 'nobody', 'shop']}});
		expect(ids(snapshot)).toEqual(['vpn-1']);
		const troubles = Object.fromEntries(snapshot.places.map(({place, error}) => [place.key, error?.kind]));
		expect(troubles).toEqual({
			'aws audit': 'credentials',
			'aws network': 'credentials',
			'aws nobody': 'credentials',
			'aws shop eu-west-1': undefined,
		});
	});

	it('says which region is missing, of the account that has none', async () => {
		writeFileSync(join(home, '.aws', 'config'), '');
		const found = await placesOfFleet({profiles: {aws: ['network']}}, new Played(), signal());
		expect(found.places).toEqual([]);
		expect(found.unknown[0]?.error.says).toContain('which region of AWS is meant is not known');
	});

	it('refuses an id that no cloud has, and a saved connection that is not there', async () => {
		await expect(placesOfFleet({ids: ['x-1']}, new Played(), signal())).rejects.toThrow(UserError);
		await expect(whole(new Played(), {saved: ['nothing']})).rejects.toThrow('there is no profile "nothing"');
	});
});

describe('which connections a choice means', () => {
	const tagged = (id: string, tags: Readonly<Record<string, string>>) => connection(id, ['UP', 'UP'], {tags});

	it('is those with every tag', async () => {
		const clouds = new Played();
		clouds.standing = () => [tagged('vpn-1', {env: 'prod', site: 'berlin'}), tagged('vpn-2', {env: 'test', site: 'x'})];
		const of = (tags: FleetChoice['tags'] & {}) => whole(clouds, {profiles: {aws: ['shop']}, tags}).then(ids);
		expect(await of([{key: 'env', value: 'prod'}, {key: 'site'}])).toEqual(['vpn-1']);
		expect(await of([{key: 'site'}])).toEqual(['vpn-1', 'vpn-2']);
		expect(await of([{key: 'owner'}])).toEqual([]);
	});

	it('is those with an id, looked for wherever is meant', async () => {
		const clouds = new Played();
		const [one, other] = ['vpn-0123456789abcdef0', 'vpn-0123456789abcdef1'];
		clouds.standing = (_, region) => [connection(region === 'eu-west-1' ? one : other)];
		const snapshot = await whole(clouds, {profiles: {aws: ['shop']}, regions: 'all', ids: [one]});
		expect(ids(snapshot)).toEqual([one]);
		expect(clouds.asked.sort()).toEqual(['shop eu-central-1', 'shop eu-west-1']);
	});

	it('is those that are saved here, in their region', async () => {
		const document = JSON.parse(readFileSync(new URL('../../examples/aws-vgw-bgp.json', import.meta.url), 'utf8'));
		const profiles = await openProfiles(join(home, 'tw', 'config'));
		profiles.save('my office', document);
		const clouds = new Played();
		clouds.standing = (_, region) => [
			connection('vpn-1', ['UP', 'UP'], {region, name: document.name}),
			connection('vpn-2', ['UP', 'UP'], {region, name: 'another'}),
		];
		const snapshot = await whole(clouds, {saved: ['my office'], profiles: {aws: ['shop']}});
		expect(snapshot.places.map(({place}) => place.region)).toEqual([document.region]);
		expect(ids(snapshot)).toEqual(['vpn-1']);
	});
});
