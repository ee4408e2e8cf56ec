import {linuxDevice} from '../../linux/linux-device.ts';
import {apply} from './apply.ts';
import {check} from './check.ts';
import {daemon} from './daemon.ts';
import {refuseAggressive} from './refuse-aggressive.ts';
import {retransmitConf} from './retransmit-conf.ts';
import {swanctlConf} from './swanctl-conf.ts';
import {takeBack} from './take-back.ts';

/** A Linux device with strongSwan, swanctl and XFRM interfaces. */
export const files = linuxDevice(daemon, {
	refuse: refuseAggressive,
	files: (side, site) => [
		{name: 'swanctl.conf', content: swanctlConf(side, site), what: 'the tunnels, with their keys'},
		retransmitConf(),
	],
	apply,
	check,
	takeBack,
});
