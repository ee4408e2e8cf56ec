import {linuxBefore} from '../../linux/before.ts';
import {networkFiles} from '../../linux/network-files.ts';
import {linuxNotes} from '../../linux/notes.ts';
import {refuseWhatFails} from '../../linux/refuse-what-fails.ts';
import {interfaceFacts} from '../../linux/tunnel-facts.ts';
import type {WrittenDevice} from '../written-device.ts';
import {apply} from './apply.ts';
import {check} from './check.ts';
import {daemon} from './daemon.ts';
import {refuseAggressive} from './refuse-aggressive.ts';
import {retransmitConf} from './retransmit-conf.ts';
import {swanctlConf} from './swanctl-conf.ts';
import {takeBack} from './take-back.ts';

/** A Linux device with strongSwan, swanctl and XFRM interfaces; FRR for BGP. */
export const files: WrittenDevice = {
	name: daemon.name,
	refuse(side) {
		refuseAggressive(side);
		refuseWhatFails(side);
	},
	files: (side, site) => [
		{name: 'swanctl.conf', content: swanctlConf(side, site), what: 'the tunnels, with their keys'},
		retransmitConf(),
		...networkFiles(daemon, side, site),
	],
	before: (side, site) => linuxBefore(daemon, side, site),
	apply,
	check,
	takeBack,
	notes: (side, site) => linuxNotes(daemon, side, site),
	facts: interfaceFacts,
};
