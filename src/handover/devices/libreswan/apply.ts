import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {installInterfaces, startBgp} from '../../linux/apply.ts';
import {numberTunnels} from '../../linux/numbering.ts';

/** Addresses and routes, then the tunnels, then BGP. */
export function apply(side: DeviceSide, site: SiteFacts): readonly Step[] {
	const [first] = numberTunnels(side, site);
	return [
		installInterfaces(side),
		{
			says: 'Load the tunnels. Libreswan makes their interfaces a moment after it has started.',
			lines: [
				`install -m 600 ipsec.conf /etc/ipsec.d/${side.id}.conf`,
				`install -m 600 ipsec.secrets /etc/ipsec.d/${side.id}.secrets`,
				'systemctl enable ipsec.service',
				'systemctl restart ipsec.service',
				`timeout 30 sh -c 'until ip link show ${first?.interfaceName ?? ''} 2>/dev/null; do sleep 1; done'`,
			],
		},
		...startBgp(side),
	];
}
