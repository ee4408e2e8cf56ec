import {expect, test} from 'vitest';
import {statusText} from '../../src/commands/status-text.ts';
import {connectionOf} from '../ui/fixtures.ts';

/* What a user would lose: a tunnel that is UP and carries nothing is told like one that works. */
test('the hint of a tunnel that is UP is told', () => {
	const status = connectionOf('berlin', 1);
	const tunnels = status.tunnels.map(tunnel => ({
		...tunnel,
		message: '0 BGP ROUTES',
		hint: 'the device announces no prefix',
	}));
	expect(statusText({...status, tunnels})).toContain('likely: the device announces no prefix');
	expect(statusText(status)).not.toContain('likely');
});
