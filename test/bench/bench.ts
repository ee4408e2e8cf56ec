// npm run bench: every promise about speed, measured in one run and as ratios, so that the machine matters little.
// Arguments pick parts: npm run bench -- overlap

import {firstFrameRows} from './first-frame.ts';
import {wireRows} from './fleet/wire.ts';
import {fleetPeerRows, fleetRows} from './fleet.ts';
import {keyRows} from './key-latency.ts';
import {overlapRows} from './overlap.ts';
import {patchRows} from './patches.ts';
import {peerRows} from './peers.ts';
import {profileRows} from './profiles.ts';
import {refreshRows} from './refresh.ts';
import {type Row, table} from './row.ts';

const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
	'first-frame': firstFrameRows,
	keys: keyRows,
	overlap: overlapRows,
	profiles: profileRows,
	refresh: refreshRows,
	fleet: fleetRows,
	'fleet-wire': wireRows,
	'fleet-peers': fleetPeerRows,
	peers: peerRows,
	patches: patchRows,
};

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !(name in parts));
if (unknown.length > 0) {
	process.stderr.write(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n`);
	process.exit(2);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	const part = await measure();
	process.stdout.write(`\n${name} (Node ${process.versions.node})\n${table(part)}\n`);
	rows.push(...part);
}

const broken = rows.filter(row => row.held === false);
process.stdout.write(broken.length === 0 ? '\nevery bound held\n' : `\n${broken.length} bounds were broken\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
