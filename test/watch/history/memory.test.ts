import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {FleetPlace, TunnelHistory} from '../../../src/watch/fleet/fleet.ts';
import {keptOf} from '../../../src/watch/fleet/fleet-history.ts';
import {PlaceBook} from '../../../src/watch/fleet/place-book.ts';
import {HistoryFolder} from '../../../src/watch/history/history-folder.ts';
import {connection, noon} from '../fleet/world.ts';

/* What a user would lose: memory, to a list that is left open where calls fail now and then. Objects are counted, as megabytes scatter. */

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const place = (region: string): FleetPlace => ({
	...{cloud: 'aws', region, key: `aws ${region}`},
	...{account: 'as found', accountNumber: '123456789012'},
});
const spellsOf = (histories: Iterable<TunnelHistory>) => new Set([...histories].flatMap(({spells}) => spells));
const minute = 60_000;
const gaps = 50;
/** Longer than a pause that tells nothing. */
const apart = 10 * minute;

it('a time in which nobody looked is one object for all tunnels of a place, after a restart too', () => {
	const book = new PlaceBook(place('eu-central-1'));
	const answer = Array.from({length: 500}, (_, index) => connection(`vpn-${index}`));
	for (let look = 0; look <= gaps; look += 1) {
		const before = look === 0 ? undefined : noon + (look - 1) * apart;
		book.answered([...answer], {at: noon + look * apart, before, isGap: look > 0}, () => true);
	}

	const histories = book.connections.flatMap(({history}) => history);
	expect(histories).toHaveLength(1000);
	for (const {spells} of histories) expect(spells).toHaveLength(2 * gaps + 1);
	expect(spellsOf(histories).size).toBe(2 * gaps + 1);

	const end = noon + gaps * apart;
	const memory = new HistoryFolder(folder, end).open(place('eu-central-1'), end);
	memory?.save(keptOf(book.connections, [], end), end);
	const again = new HistoryFolder(folder, end).open(place('eu-central-1'), end);
	const kept = [...(again?.kept.connections.values() ?? [])].flat();
	expect(kept).toHaveLength(1000);
	expect(kept[0]?.spells.length).toBeGreaterThan(gaps);
	expect(spellsOf(kept).size).toBe(kept[0]?.spells.length);
});

it('the changes of very many places are bounded together', () => {
	const history = new HistoryFolder(folder, noon);
	const memories = Array.from({length: 200}, (_, index) => history.open(place(`region-${index}`), noon));
	const changes = Array.from({length: 1000}, (_, index) => ({
		...{at: noon - index * minute, id: 'vpn-1', name: '', what: {kind: 'appeared'} as const},
	}));
	for (const memory of memories) memory?.save({connections: new Map(), changes}, noon);
	const written = readdirSync(folder).map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')).changes);
	expect(written).toHaveLength(200);
	for (const each of written) {
		expect(each).toHaveLength(100);
		expect(each[0].at).toBe(noon);
	}
});
