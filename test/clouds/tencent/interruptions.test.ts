import {expect, test} from 'vitest';
import {effects, interruptionOf} from '../../../src/clouds/tencent/plan/interruptions.ts';
import {comparedValues} from '../../../src/clouds/tencent/read/settings.ts';

/* What a user would lose: a change that is called harmless and takes the tunnel down, or one that nobody dares to make. */

const tunnel = {connectionId: 'vpnx-1', key: 'vpnx-1', number: 1};

test('of every value that can be compared it is known what goes down, and on whose authority', () => {
	const fields = [
		...comparedValues.map(({field}) => field),
		'ranges',
		'site.name',
		'site.asn',
		'tags.team',
		'routing.prefixes',
		'routing.priority',
	];
	for (const field of fields) expect(interruptionOf(field, tunnel, 4).kind, field).toMatch(/nothing|tunnel|new/);
	for (const {fields: own, source} of effects) {
		expect(
			[...fields, 'presharedKey'].some(field => own.test(field)),
			String(own),
		).toBe(true);
		expect(source).toMatch(/Tencent Cloud (vpc|tag|VPN)/);
	}

	expect(() => interruptionOf('something.else', tunnel, 4)).toThrow(/nobody knows/);
});

test.each([
	['name', 4, 'nothing'],
	['tags.team', 4, 'nothing'],
	['routing.prefixes', 4, 'nothing'],
	['security.options.ikeVersion', 4, 'tunnel'],
	['healthCheck.enabled', 4, 'tunnel'],
	['ranges', 4, 'tunnel'],
	['routing.tunnelCidr', 4, 'tunnel'],
	['routing.mode', 4, 'new'],
	['cloudGateway', 4, 'new'],
	['cloudGateway.vpcId', 4, 'new'],
	['site.name', 3.1, 'nothing'],
	['site.asn', 3.1, 'tunnel'],
	['site', 4, 'tunnel'],
	['site', undefined, 'tunnel'],
	['site', 3.1, 'new'],
] as const)('%s at gateway version %s: %s', (field, version, kind) => {
	expect(interruptionOf(field, tunnel, version).kind).toBe(kind);
});
