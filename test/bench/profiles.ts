import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {atMost, forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median} from './statistics.ts';

function storeOf(count: number): string {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-bench-'));
	const {document} = parseDocument({
		version: 1,
		cloud: 'aws',
		name: 'office',
		region: 'eu-central-1',
		cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
		site: {kind: 'new', name: 'office', address: '203.0.113.10', asn: 65010},
		routing: {mode: 'static', prefixes: ['192.168.0.0/16']},
	});
	const profiles = Array.from({length: count}, (_, index) => ({name: `office ${index}`, savedAt: index, document}));
	writeFileSync(join(folder, 'profiles.json'), JSON.stringify({version: 1, profiles}));
	return folder;
}

/** Opening, checking and sorting the store must not grow faster than the store: a quadratic step would take a hundred times as long for ten times the profiles. */
export async function profileRows(): Promise<Row[]> {
	const folders = [storeOf(1000), storeOf(10_000)] as const;
	const measure = async (folder: string) => {
		const started = performance.now();
		const {profiles} = (await openProfiles(folder)).list();
		if (profiles.length < 1000) throw new Error('the store was not read');
		return performance.now() - started;
	};
	try {
		const candidates = {small: () => measure(folders[0]), large: () => measure(folders[1])};
		await interleaved(candidates, 2); // the first calls are the compiler's
		const times = await interleaved(candidates, 8);
		const [thousand, tenThousand] = [median(times.small), median(times.large)];
		return [
			forComparison('open and list, 1,000 profiles', milliseconds(thousand)),
			atMost('open and list, 10,000 profiles', tenThousand, 5000, milliseconds),
			atMost('ten times the profiles take', tenThousand / thousand, 20),
		];
	} finally {
		for (const folder of folders) rmSync(folder, {recursive: true, force: true});
	}
}
