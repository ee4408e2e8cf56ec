import {linuxBefore} from '../../linux/before.ts';
import {networkFiles} from '../../linux/network-files.ts';
import {linuxNotes} from '../../linux/notes.ts';
import {refuseWhatFails} from '../../linux/refuse-what-fails.ts';
import {interfaceFacts} from '../../linux/tunnel-facts.ts';
import type {WrittenDevice} from '../written-device.ts';
import {apply} from './apply.ts';
import {check} from './check.ts';
import {daemon} from './daemon.ts';
import {ipsecConf} from './ipsec-conf.ts';
import {ipsecSecrets} from './ipsec-secrets.ts';
import {takeBack} from './take-back.ts';

/** A Linux device with Libreswan and the interfaces that it makes; FRR for BGP. */
export const files: WrittenDevice = {
	name: daemon.name,
	refuse: refuseWhatFails,
	files: (side, site) => [
		{name: 'ipsec.conf', content: ipsecConf(side, site), what: 'the tunnels'},
		{name: 'ipsec.secrets', content: ipsecSecrets(side), what: 'their keys'},
		...networkFiles(daemon, side, site),
	],
	before: (side, site) => linuxBefore(daemon, side, site),
	apply,
	check,
	takeBack,
	notes: (side, site) => linuxNotes(daemon, side, site),
	facts: interfaceFacts,
};
