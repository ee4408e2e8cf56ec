import fc from 'fast-check';
import {whyJson, whyText} from '../../../src/commands/why-text.ts';
import {diagnose} from '../../../src/why/diagnose.ts';
import {anyLog} from '../../why/any-log.ts';
import {cloudCases} from '../../why/cloud-cases.ts';
import {known} from '../../why/known.ts';
import {sideOf} from '../../why/sides.ts';
import {hostileTextOfAnyLength, refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {target} from '../target.ts';

const key = 'Only.for_this.test';
/** Lines that hold a key, as a configuration does that was pasted along. */
const withKey = [
	`set psksecret ${key}`,
	`crypto isakmp key ${key} address 192.0.2.1`,
	`pre-shared-key ascii-text "${key}"`,
	`192.0.2.1 203.0.113.9 : PSK "${key}"`,
	`secret = ${key}`,
	`/ip ipsec identity add peer=office secret=${key}`,
];

const knowns = [known(), known({side: sideOf()}), ...cloudCases.map(one => one.known)];

export const siteLogsTarget = () =>
	target({
		name: 'site-logs',
		what: 'logs and states of a site’s device, pasted by somebody',
		input: fc.record({
			site: fc.oneof({weight: 20, arbitrary: anyLog}, {weight: 1, arbitrary: hostileTextOfAnyLength}),
			secret: fc.constantFrom('', ...withKey),
			of: fc.nat(knowns.length - 1),
			cloudSays: hostileTextOfAnyLength,
		}),
		check({site, secret, of, cloudSays}) {
			const base = knowns[of] ?? known();
			const connection = {
				...base.connection,
				tunnels: base.connection.tunnels.map(tunnel => ({...tunnel, message: cloudSays})),
			};
			const why = diagnose({...base, connection, site: `${site}\n${secret}\n${site}`});
			refuseSteeringIn(why, 'why');
			const answer = {connection, tunnels: base.tunnels, why};
			for (const drawn of [whyText(answer, text => text), JSON.stringify(whyJson(answer, text => text))])
				if (drawn.includes(key)) throw new Error('a key is told');
			refuseSteering(whyText(answer, text => text).replaceAll('\n', ' '), 'whyText');
		},
	});
