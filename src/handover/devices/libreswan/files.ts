import {linuxDevice} from '../../linux/linux-device.ts';
import {change} from './change.ts';
import {daemon} from './daemon.ts';
import {ipsecConf} from './ipsec-conf.ts';
import {ipsecSecrets} from './ipsec-secrets.ts';
import {apply, check, takeBack} from './steps.ts';

/** A Linux device with Libreswan and the interfaces that it makes. */
export const files = linuxDevice(daemon, {
	files: (side, site) => [
		{name: 'ipsec.conf', content: ipsecConf(side, site), what: 'the tunnels'},
		{name: 'ipsec.secrets', content: ipsecSecrets(side), what: 'their keys'},
	],
	apply,
	check,
	takeBack,
	change,
});
