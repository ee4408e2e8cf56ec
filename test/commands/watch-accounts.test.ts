import {expect, it} from 'vitest';
import {type World, withWatching} from './watching.ts';

/* What a user would lose: an account that is not watched, or whose connections are taken for another's. */

let world: World;
withWatching(
	own => {
		world = own;
	},
	{fleet: {connections: 60, accounts: 3, regions: 4}},
);

interface State {
	readonly places: readonly {
		readonly cloud: string;
		readonly profile: string | null;
		readonly region: string;
		readonly asOf: string | null;
		readonly error: {readonly message: string} | null;
	}[];
	readonly connections: readonly {
		readonly connection: string;
		readonly profile: string | null;
		readonly tags: Readonly<Record<string, string>>;
	}[];
}

async function stateOf(args: readonly string[]): Promise<State> {
	const env = await world.sandbox.writeProfiles(world.home);
	const watching = world.watch([...args, '--json'], {env});
	const first = await watching.until(({type}) => type === 'state');
	// where the machine is busy it is told before all has answered
	if (first.complete !== true) throw new Error(`not whole yet: ${JSON.stringify(first)}`);
	// cast: of the form that the documentation describes
	return first as unknown as State;
}

const profiles = () => world.sandbox.accounts.map(({profile}) => profile);

it('are watched side by side, each by its profile; one that is not there keeps none back', async () => {
	const [one = '', other = ''] = profiles();
	const {places, connections} = await stateOf([
		...['--aws-profile', one, '--aws-profile', other, '--aws-profile', 'nobody'],
		...['--region', 'all'],
	]);
	const answered = places.filter(({asOf}) => asOf !== null);
	expect(new Set(answered.map(({profile}) => profile))).toEqual(new Set([one, other]));
	expect(new Set(answered.map(({region}) => region)).size).toBeGreaterThan(1);
	expect(places.find(({profile}) => profile === 'nobody')?.error?.message).toContain('nobody');
	expect(new Set(connections.map(({profile}) => profile))).toEqual(new Set([one, other]));
});

it('are all of them with --all: every connection that there is, once', async () => {
	const {places, connections} = await stateOf(['--all']);
	expect(places.filter(({error}) => error !== null)).toEqual([]);
	expect(new Set(places.map(({profile}) => profile))).toEqual(new Set(profiles()));
	expect(new Set(places.map(({cloud}) => cloud))).toEqual(new Set(['aws', 'tencent']));
	expect(connections).toHaveLength(60);
	expect(new Set(connections.map(({connection}) => connection)).size).toBe(60);
});

it('are narrowed by account, by cloud and by tag', async () => {
	const third = world.sandbox.accounts[2];
	const ofOne = await stateOf(['--all', '--account', third?.aws ?? '']);
	expect(new Set(ofOne.places.map(({profile}) => profile))).toEqual(new Set([third?.profile]));
	const ofCloud = await stateOf(['--all', '--cloud', 'aws']);
	expect(new Set(ofCloud.places.map(({cloud}) => cloud))).toEqual(new Set(['aws']));
	const [tagged] = ofCloud.connections.filter(({tags}) => Object.keys(tags).length > 0);
	const [key = '', value = ''] = Object.entries(tagged?.tags ?? {})[0] ?? [];
	const ofTag = await stateOf(['--all', '--tag', `${key}=${value}`]);
	expect(ofTag.connections.length).toBeGreaterThan(0);
	expect(ofTag.connections.length).toBeLessThan(60);
	expect(ofTag.connections.every(({tags}) => tags[key] === value)).toBe(true);
});
