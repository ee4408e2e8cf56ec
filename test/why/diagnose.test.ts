import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {pageWithCauses} from '../../src/why/causes/page.ts';
import {causes} from '../../src/why/causes/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import {down, known, up} from './known.ts';

/* What a user would lose: the likeliest cause first, and no claim that the evidence does not carry. */

const ids = (site: string) => diagnose(known({site})).verdicts.map(({cause}) => cause.id);
const line = (text: string) => `Dec  1 00:00:01 gw charon-systemd[912]: 14[IKE] ${text}`;

describe('what the evidence carries', () => {
	test('DOWN alone proves nothing: what is possible, and what would tell more', () => {
		const {verdicts, missing} = diagnose(known());
		expect(verdicts.map(({cause, sureness}) => [cause.id, sureness])).toEqual([['nobody-initiates', 'possible']]);
		expect(missing.join('\n')).toContain('--site-logs');
	});

	test('where all is UP, nothing is claimed', () => {
		expect(diagnose(known({tunnels: [1, 2]}, [up, {...up, key: '192.0.2.3'}])).verdicts).toEqual([]);
	});

	test('a refused key is a wrong key, or a wrong identity: both are told, the key first', () => {
		const found = diagnose(known({site: line('received AUTHENTICATION_FAILED notify error')}));
		expect(found.verdicts.slice(0, 2).map(({cause}) => cause.id)).toEqual(['wrong-key', 'wrong-identity']);
		expect(found.verdicts[0]?.evidence[0]).toMatchObject({writer: 'charon', line: 1});
	});

	test('the far end’s own words leave no doubt', () => {
		const mismatch = line("tried 1 shared key for '192.0.2.1' - '203.0.113.9', but MAC mismatched");
		expect(diagnose(known({site: mismatch})).verdicts[0]).toMatchObject({cause: {id: 'wrong-key'}, sureness: 'proved'});
	});

	test('what was refused before it came up is of the past', () => {
		const refused = line('received AUTHENTICATION_FAILED notify error');
		const later = line('IKE_SA t1[2] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]');
		expect(ids(`${refused}\n${later}`)).not.toContain('wrong-key');
		expect(ids(`${later}\n${refused}`)[0]).toBe('wrong-key');
	});

	test('a line that names a tunnel is evidence of that tunnel alone', () => {
		const site = line(`giving up on ${down.outsideAddress}: retransmit 1 of request with message ID 0`);
		const verdict = diagnose(known({site})).verdicts.find(({cause}) => cause.id === 'udp-500-blocked');
		expect(verdict?.tunnels).toEqual([1]);
	});
});

test('every cause has an id of its own, and says what it is, what mends and what proves it', () => {
	expect(new Set(causes.map(({id}) => id)).size).toBe(causes.length);
	for (const cause of causes) {
		expect(cause.mend(known()).join(), cause.id).not.toBe('');
		expect(cause.prove(known()).length, cause.id).toBeGreaterThan(0);
		expect(cause.source, cause.id).not.toBe('');
		for (const other of cause.looksLike ?? []) expect(causes.map(({id}) => id)).toContain(other);
	}
});

test('docs/why.md lists the causes as they are', () => {
	const page = readFileSync(new URL('../../docs/why.md', import.meta.url), 'utf8');
	expect(page).toBe(pageWithCauses(page));
});
