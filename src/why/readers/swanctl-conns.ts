import type {SiteLine} from '../site-lines.ts';
import type {Place, Reader, Reading, Told} from './line.ts';

/*
 * What strongSwan is set to: `swanctl --list-conns`, against what the cloud has. Seen from swanctl 5.9.8.
 */

/** `office: IKEv2, no reauthentication, rekeying every 25200s, dpd delay 5s`. */
const head = /^(\S{1,128}): IKEv(1|2|1\/2)( Aggressive)?, /;
const end = /^ {2}(local|remote) .{0,60}authentication:/;
const id = /^ {4}id: (\S{1,256})/;
const peer = /^ {2}remote: +(\S{1,300})/;

interface Connection {
	readonly line: SiteLine;
	readonly versions: readonly number[];
	readonly isAggressive: boolean;
	name: string;
	readonly ids: {end: string; value: string; line: SiteLine}[];
}

function connectionsOf(lines: readonly SiteLine[]): readonly Connection[] {
	const found: Connection[] = [];
	let at = '';
	for (const line of lines) {
		const begins = head.exec(line.text);
		const last = found.at(-1);
		if (begins) {
			const versions = (begins[2] ?? '').split('/').map(Number);
			found.push({line, versions, isAggressive: begins[3] !== undefined, name: begins[1] ?? '', ids: []});
		} else if (last) {
			at = end.exec(line.text)?.[1] ?? at;
			const value = id.exec(line.text)?.[1];
			if (value !== undefined) last.ids.push({end: at, value, line});
			last.name += ` ${peer.exec(line.text)?.[1] ?? ''}`;
		}
	}

	return found;
}

export const swanctlConns: Reader = {
	writer: 'swanctl',
	what: 'what swanctl --list-conns says',
	from: 'site state',
	owns: text => head.test(text) || end.test(text) || id.test(text),
	read(lines, place: Place) {
		return connectionsOf(lines).flatMap((connection): readonly Reading[] => {
			const tunnel = place.tunnelOf(connection.name);
			const told = place.told(tunnel);
			// Of a connection to somebody else nothing is expected.
			if (!told || tunnel === undefined) return [];
			return compared(connection, told).map(reading => ({...reading, tunnel}));
		});
	},
};

function compared({line, versions, isAggressive, ids}: Connection, told: Told): readonly Reading[] {
	const readings: Reading[] = [];
	if (told.ikeVersions.length > 0 && !versions.some(version => told.ikeVersions.some(other => other === version)))
		readings.push({line, row: 'version', points: {'ike-version': 0.8}});
	if (isAggressive && !told.aggressive && told.ikeVersions.includes(1))
		readings.push({line, row: 'mode', points: {'aggressive-mode': 0.8}});
	for (const {end: side, value, line: of} of ids) {
		const wanted = side === 'local' ? told.siteIdentity.value : told.cloudIdentity.value;
		if (value !== wanted && value !== '%any')
			readings.push({line: of, row: `id ${side}`, points: {'wrong-identity': 0.8}});
	}

	return readings;
}
