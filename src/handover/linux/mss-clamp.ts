import type {DeviceSide} from '../../connection/device-side.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {numberTunnels} from './numbering.ts';

/** The connection's own table of nftables. */
export function tableName({id}: DeviceSide): string {
	return `tunnelwright_${id.replaceAll('-', '_')}`;
}

/** Both directions: the route's own MTU would cap only what leaves through the tunnel. The kernel never raises a size. */
export function mssClamp(side: DeviceSide, site: SiteFacts): HandoverFile {
	const name = tableName(side);
	const rules = numberTunnels(side, site).flatMap(({interfaceName, mss}) =>
		['oifname', 'iifname'].map(
			direction =>
				`\t\t${direction} "${interfaceName}" tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`,
		),
	);
	const content = `table inet ${name}
delete table inet ${name}
table inet ${name} {
	chain forward {
		type filter hook forward priority mangle; policy accept;
${rules.join('\n')}
	}
}
`;
	return {name: 'mss.nft', content, what: 'the largest TCP segment that fits into the tunnels'};
}
