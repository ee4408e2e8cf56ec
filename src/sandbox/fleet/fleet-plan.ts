import type {FleetOptions} from './fleet-options.ts';

/** By share of the world's tunnels, the first ones the most usual: a fleet over few regions has these. Sources: the clouds' own region lists. */
const awsRegions = [
	'eu-central-1',
	'us-east-1',
	'eu-west-1',
	'ap-southeast-1',
	'us-west-2',
	'ap-northeast-1',
	'us-east-2',
	'eu-west-2',
	'ap-south-1',
	'eu-west-3',
	'sa-east-1',
	'ca-central-1',
	'ap-southeast-2',
	'eu-north-1',
	'ap-northeast-2',
	'us-west-1',
	'ap-northeast-3',
	'eu-south-1',
	'ap-east-1',
	'me-south-1',
	'af-south-1',
	'eu-central-2',
	'eu-south-2',
	'ap-southeast-3',
	'me-central-1',
] as const;

const tencentRegions = [
	'ap-guangzhou',
	'ap-shanghai',
	'ap-beijing',
	'ap-singapore',
	'ap-hongkong',
	'eu-frankfurt',
	'na-siliconvalley',
	'ap-tokyo',
	'ap-chengdu',
	'na-ashburn',
	'ap-seoul',
	'ap-nanjing',
	'ap-bangkok',
	'ap-jakarta',
	'sa-saopaulo',
] as const;

const mostConnections = 10_000;
const mostRegions = awsRegions.length + tencentRegions.length;
const mostAccounts = 5;

/** Which connections stand where. Each has a number of its own, from 0, that everything else about it follows from. */
export interface FleetPlan {
	/** Accounts of each cloud. */
	readonly accounts: number;
	readonly regions: {readonly ec2: readonly string[]; readonly tencent: readonly string[]};
	/** The numbers of an account's connections in a region; `account` from 0. */
	numbersIn(region: string, account: number): readonly number[];
}

/** @throws RangeError that says what a fleet can be */
export function planFleet({connections, regions = mostRegions, accounts = 1}: FleetOptions): FleetPlan {
	checkCount('connections', connections, mostConnections);
	checkCount('accounts', accounts, mostAccounts);
	const chosen = typeof regions === 'number' ? firstRegions(regions) : named(regions);
	const places = chosen.length * accounts;
	const upTo = (place: number) => Math.floor((connections * place) / places);
	return {
		accounts,
		regions: {
			ec2: chosen.filter(region => isIn(awsRegions, region)),
			tencent: chosen.filter(region => isIn(tencentRegions, region)),
		},
		numbersIn(region, account) {
			const index = chosen.indexOf(region);
			if (index < 0 || account < 0 || account >= accounts) return [];
			const place = index * accounts + account;
			const first = upTo(place);
			return Array.from({length: upTo(place + 1) - first}, (_, at) => first + at);
		},
	};
}

const isIn = (regions: readonly string[], region: string): boolean => regions.includes(region);

function checkCount(name: string, count: number, most: number): void {
	if (!Number.isInteger(count) || count < 1 || count > most)
		throw new RangeError(`a fleet has from 1 to ${most} ${name}, not ${count}`);
}

/** So many regions of both clouds, in the proportion in which there are: five to three. */
function firstRegions(count: number): readonly string[] {
	checkCount('regions', count, mostRegions);
	const ofAws = Math.ceil((count * awsRegions.length) / mostRegions);
	return [...awsRegions.slice(0, ofAws), ...tencentRegions.slice(0, count - ofAws)];
}

function named(regions: readonly string[]): readonly string[] {
	const unknown = regions.find(region => !isIn([...awsRegions, ...tencentRegions], region));
	if (unknown !== undefined || regions.length === 0 || new Set(regions).size < regions.length)
		throw new RangeError(
			`a fleet has regions of AWS and Tencent Cloud, each once, not "${unknown ?? regions.join(', ')}"`,
		);
	return regions;
}
