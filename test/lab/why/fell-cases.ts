import {awsStatic, tencentStatic} from '../documents.ts';
import type {WhyCase} from './case.ts';
import {replaceTunnel, says, setting} from './spoil.ts';

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
];
