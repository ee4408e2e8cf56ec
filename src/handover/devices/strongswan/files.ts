import type {DeviceSide} from '../../../connection/device-side.ts';
import {UserError} from '../../../connection/user-error.ts';
import {linuxDevice} from '../../linux/linux-device.ts';
import {change} from './change.ts';
import {daemon, retransmitConf} from './daemon.ts';
import {apply, check, takeBack} from './steps.ts';
import {swanctlConf} from './swanctl-conf.ts';

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
	change,
});

/**
 * strongSwan begins aggressive mode with a key and never answers it ("Aggressive Mode PSK disabled for security reasons"), so traffic ends when the
 * cloud rekeys first. The setting that allows it counts for the whole daemon. Source: strongSwan documentation, strongswan.conf,
 * `i_dont_care_about_security_and_use_aggressive_mode_psk`. Seen so in the lab.
 * @throws UserError
 */
function refuseAggressive({tunnels}: DeviceSide): void {
	if (tunnels.every(({aggressive, ikeVersions}) => !aggressive || ikeVersions.includes(2))) return;
	throw new UserError(
		'the connection uses IKEv1’s aggressive mode, and strongSwan answers none: traffic would end when the cloud renews its keys first',
		{mend: 'set IKEv2, or the exchange mode MAIN, for the connection, and make the files again'},
	);
}
