import {addressNumber, addressText} from '../ipv4.ts';
import {spread} from '../spread.ts';

/** How a connection of a fleet stands when the sandbox starts. */
type Condition = 'well' | 'one down' | 'down' | 'no routes' | 'coming' | 'changing' | 'going';

/** A connection of a fleet, whichever cloud it is at: everything follows from its number. */
export interface FleetSite {
	/** As in `store-lyon-02`. */
	readonly name: string;
	readonly tags: Readonly<Record<string, string>>;
	/** The device's. */
	readonly address: string;
	readonly asn: number;
	readonly isBgp: boolean;
	readonly condition: Condition;
	/** Whether the cloud probes the tunnel, and the site answers. */
	readonly probe: 'none' | 'answered' | 'unanswered';
	/** The range behind the device. */
	readonly range: string;
	/** The cloud's addresses, where each connection has its own; the lower one first. */
	readonly cloudAddresses: readonly [string, string];
	/** For how long it is as it is, ms before the start: hours where something is down, weeks where nothing is. */
	readonly standsForMs: number;
}

const kinds = ['store', 'branch', 'warehouse', 'plant', 'office', 'clinic', 'depot'] as const;

const cities = [
	'lyon',
	'hamburg',
	'porto',
	'gdansk',
	'leeds',
	'turin',
	'sevilla',
	'malmo',
	'graz',
	'ghent',
	'boston',
	'austin',
	'denver',
	'tampa',
	'portland',
	'toronto',
	'monterrey',
	'recife',
	'lima',
	'bogota',
	'osaka',
	'sapporo',
	'busan',
	'taipei',
	'manila',
	'penang',
	'surabaya',
	'hanoi',
	'pune',
	'chennai',
	'perth',
	'auckland',
	'dubai',
	'doha',
	'haifa',
	'nairobi',
	'durban',
	'accra',
	'shenzhen',
	'hangzhou',
	'wuhan',
	'xian',
	'chengdu',
	'suzhou',
] as const;

const teams = ['network', 'retail', 'logistics', 'payments', 'platform', 'manufacturing'] as const;

/** Ranges that no machine on the internet has (RFC 2544): the half for the clouds' ends, the half for the sites. */
const cloudBlock = addressNumber('198.18.0.0') ?? 0;
const siteBlock = addressNumber('198.19.0.0') ?? 0;
/** The networks behind the devices: one /22 each of 172.16.0.0/12 and on. */
const siteNetworks = addressNumber('172.16.0.0') ?? 0;
const networksThere = 1024;

const hourMs = 3_600_000;

export function siteOf(number: number): FleetSite {
	const chance = (what: string) => spread(`fleet ${number} ${what}`);
	const condition = conditionOf(chance('condition'));
	const city = cities[number % cities.length] ?? '';
	const kind = kinds[Math.floor(number / cities.length) % kinds.length] ?? '';
	const round = Math.floor(number / cities.length / kinds.length) + 1;
	const isSettled = condition === 'well' || condition === 'no routes';
	return {
		name: `${kind}-${city}-${String(round).padStart(2, '0')}`,
		tags: {
			environment: inWeights(chance('environment'), {production: 0.75, staging: 0.15, test: 1}),
			team: teams[Math.floor(chance('team') * teams.length)] ?? '',
		},
		address: hostIn(siteBlock, number),
		asn: 64_600 + (number % 900),
		isBgp: condition === 'no routes' || chance('routing') < 0.7,
		condition,
		probe: inWeights(chance('probe'), {none: 0.6, answered: 0.36, unanswered: 1}),
		range: `${addressText(siteNetworks + (number % networksThere) * 1024)}/22`,
		cloudAddresses: [hostIn(cloudBlock, number * 2), hostIn(cloudBlock, number * 2 + 1)],
		standsForMs: Math.round((isSettled ? 24 + chance('stands') * 40 * 24 : 0.05 + chance('stands') * 60) * hourMs),
	};
}

/** Addresses of a block one after the other, those left out that end in 0 or 255. */
const hostIn = (block: number, index: number): string =>
	addressText(block + Math.floor(index / 254) * 256 + (index % 254) + 1);

/** Of a hundred connections some ten have something to look at. */
const conditionOf = (chance: number): Condition =>
	inWeights(chance, {
		'one down': 0.05,
		down: 0.02,
		'no routes': 0.02,
		coming: 0.003,
		changing: 0.004,
		going: 0.003,
		well: 1,
	});

/** The word that a number from 0 to 1 falls to. The last one has what is left. */
function inWeights<Word extends string>(chance: number, weights: Readonly<Record<Word, number>>): Word {
	// Object.keys forgets the words that the record was made with
	const words = Object.keys(weights) as [Word, ...Word[]];
	let left = chance;
	for (const word of words) {
		left -= weights[word];
		if (left < 0) return word;
	}

	return words[0];
}
