import {until} from '../../../src/sandbox/lab/programs.ts';
import {awsStatic, tencentStatic} from '../documents.ts';
import type {WhyCase} from './case.ts';
import {each, initiate, replaceTunnel, says, setting} from './spoil.ts';

/* What was up and fell, each for real. */

/** Nobody begins anew. */
const once = (text: string) =>
	setting('dpd_action', 'clear')(setting('start_action', 'start')(setting('close_action', 'none')(text)));

export const fellCases: readonly WhyCase[] = [
	{
		title: 'the device closes the tunnel when it is quiet',
		cause: 'idle-timeout',
		document: () => tencentStatic(),
		spoil: text => text.replace(/^(\s*)esp_proposals = /m, '$1inactivity = 8s\n$1esp_proposals = '),
		async happens(lab) {
			await lab.isUp();
			await lab.logs(/of inactivity/);
		},
	},
	{
		title: 'the device lets its SA end, and the cloud renews it later than that',
		cause: 'lifetimes-differ',
		document: () => tencentStatic(),
		spoil: text => setting('rekey_time', '0s')(text).replace(/^(\s*)life_time = .*$/m, '$1life_time = 12s'),
		async happens(lab) {
			await lab.isUp();
			await lab.logs(/expired/);
		},
	},
	{
		title: 'the cloud applies its maintenance, and the device does not begin anew',
		cause: 'endpoint-replaced',
		document: () => awsStatic(),
		spoil: once,
		async happens(lab) {
			await lab.isUp(2);
			lab.sandbox.announceMaintenance(lab.handed.id, 0, 7 * 24 * 3_600_000);
			await replaceTunnel(lab, true);
			await lab.logs(/received DELETE for IKE_SA/);
			await says(lab, /available[\s\S]*DOWN .*IPSEC IS DOWN/);
		},
	},
	{
		title: 'it falls each time when keys are renewed, and somebody who has no log of the site watches',
		cause: 'rekey-beat',
		// The shortest phase 2 that the cloud takes; it takes five of them.
		document: () => tencentStatic({security: {preset: 'strong', options: {ipsecLifetimeSeconds: 180}}}),
		spoil: each(/^(\s*esp_proposals = .*)-(modp|ecp)\w+$/, '$1-modp1536'),
		watched: true,
		async happens(lab) {
			const falls = () => lab.seen().filter(({what}) => what.kind === 'tunnel' && what.to === 'DOWN').length;
			for (let count = 1; count <= 4; count += 1) {
				await lab.isUp();
				await until(() => falls() >= count, `fall ${count}`, 260_000);
				if (count === 4) return;
				// Within its IKE SA nothing brings it up: somebody at the site resets it each time.
				await lab.swanctl('--terminate', '--ike', lab.handed.id);
				await initiate(lab);
			}
		},
		withoutLog: true,
	},
];
