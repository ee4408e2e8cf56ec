import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {openSession, type Session} from '../../src/session/open-session.ts';

/**
 * A session in a home of its own, on a sandbox of its own, for each test of a file; both end with the test.
 * @param take what a test uses of it
 */
export function withOwnSession(
	take: (world: {readonly sandbox: Sandbox; readonly session: Session; readonly home: string}) => void,
): void {
	let sandbox: Sandbox;
	let session: Session;
	let home: string;
	beforeEach(async () => {
		sandbox = await startSandbox({speed: 2000});
		home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		session = openSession({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}});
		take({sandbox, session, home});
	});
	afterEach(async () => {
		await session.close();
		await sandbox.close();
		rmSync(home, {recursive: true, force: true});
	});
}

/** Connections of both clouds that stand there from the beginning, of every routing. */
export const standing = [
	'vpn-40f41529',
	'vpn-094aac9679b8ce92e',
	'vpn-04e4a1aa3591c77a8',
	'vpnx-df9oztok',
	'vpnx-bgpgz001',
] as const;

/** Where a connection of the sandbox is, by its id. */
export function placeOf(id: string) {
	return id.startsWith('vpnx-')
		? ({cloud: 'tencent', region: 'ap-guangzhou', id} as const)
		: ({cloud: 'aws', region: 'eu-central-1', id} as const);
}
