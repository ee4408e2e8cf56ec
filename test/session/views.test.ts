import {describe, expect, it, test} from 'vitest';
import type {Session} from '../../src/session/open-session.ts';
import {readView, type ViewName} from '../../src/session/views.ts';
import {Views} from '../../src/ui/effects/views.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {withOwnSession} from './own-session.ts';

/* What a user would lose: what its cloud says of one connection; a key on the screen; an answer to a view that was left. */

let session: Session;
withOwnSession(world => {
	({session} = world);
});

const places = {
	aws: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'},
	tencent: {cloud: 'tencent', region: 'ap-guangzhou', id: 'vpnx-df9oztok'},
} as const;
const views: readonly ViewName[] = ['sight', 'traffic', 'maintenance', 'configuration'];

describe.each(['aws', 'tencent'] as const)('one connection of %s', cloud => {
	it.each(views)('is read for its view: %s', async view => {
		const answer = await readView(session, view, places[cloud], AbortSignal.timeout(20_000));
		expect(answer.view).toBe(view);
		if (answer.view === 'sight') expect(answer.found.routes?.length ?? 0).toBeGreaterThanOrEqual(0);
		if (answer.view === 'traffic') expect(answer.found.source).not.toBe('');
		if (answer.view === 'configuration') {
			const document = JSON.parse(answer.found.lines.join('\n'));
			expect(document).toMatchObject({cloud, region: places[cloud].region});
			// a key is named by where it comes from, and never told
			expect(JSON.stringify(document)).not.toMatch(/presharedkey"?:\s*"[^"]/i);
		}
	});
});

test('what can’t be read is told, and a view that was left is not', async () => {
	const heard: WizardEvent[] = [];
	const reader = new Views(
		(view, place, signal) => readView(session, view, place, signal),
		event => void heard.push(event),
	);
	const nowhere = {...places.aws, id: 'vpn-00000000'};
	await reader.read({type: 'read-view', request: 1, view: 'configuration', place: nowhere});
	expect(heard).toMatchObject([{type: 'view-failed', request: 1, view: 'configuration'}]);
	const late = reader.read({type: 'read-view', request: 2, view: 'sight', place: places.aws});
	reader.stop();
	await late;
	expect(heard).toHaveLength(1);
	// a newer question of the same view ends the older one, and none of another
	const older = reader.read({type: 'read-view', request: 3, view: 'sight', place: places.aws});
	const other = reader.read({type: 'read-view', request: 4, view: 'maintenance', place: places.aws});
	await reader.read({type: 'read-view', request: 5, view: 'sight', place: places.tencent});
	await Promise.all([older, other]);
	expect(heard.flatMap(event => ('request' in event ? [event.request] : [])).sort()).toEqual([1, 4, 5]);
});
