import {cloudLogSigns, cloudSigns, cloudWorks} from './cloud-signs.ts';
import {lessContradicted} from './contradicted.ts';
import {counted} from './counted.ts';
import {isOver} from './is-over.ts';
import {missingOf} from './missing.ts';
import {readSite} from './read-site.ts';
import {churnSigns} from './signs/churn.ts';
import {courseSigns} from './signs/course.ts';
import {gatewaySigns} from './signs/gateways.ts';
import {holdTimerSigns} from './signs/hold-timer.ts';
import {oneSidedSigns} from './signs/one-sided.ts';
import {siteAddressSigns} from './signs/site-address.ts';
import {trafficSigns} from './signs/traffic.ts';
import {tunnelSigns} from './signs/tunnels.ts';
import {waySigns} from './signs/ways.ts';
import {statusSigns} from './status-signs.ts';
import {weigh} from './weigh.ts';
import type {Known, Why} from './why.ts';

/** Why the tunnels that are asked about are down, or carry nothing: causes with their evidence, the surest first. Pure, and never more than the evidence carries. */
export function diagnose(known: Known): Why {
	const site = readSite(known);
	const atCloud = cloudWorks(known);
	const signs = [
		...gatewaySigns(known),
		...statusSigns(known),
		...tunnelSigns(known),
		...cloudSigns(known),
		...cloudLogSigns(known),
		...holdTimerSigns(known, site.bgp),
		...churnSigns(known),
		...site.signs,
		...oneSidedSigns(known, atCloud, site.works),
		...siteAddressSigns(known),
		...waySigns(known),
		...trafficSigns(known),
		...courseSigns(known),
	];
	const {connection, cloudLog} = known;
	return {
		verdicts: weigh(
			lessContradicted(
				signs.filter(sign => !isOver(sign, known)),
				known,
				atCloud,
				site.works,
			),
			{...known, writers: site.writers},
		),
		lookedAt: [
			`what the cloud says of ${counted(connection.tunnels.length, 'tunnel')}`,
			...(known.document ? ['what the connection is set to'] : []),
			...(known.sight ? ['routes and gateways at the cloud'] : []),
			...(cloudLog?.state === 'read' ? [`${counted(cloudLog.lines.length, 'line')} of the cloud’s own log`] : []),
			...(known.traffic ? [`traffic, from ${known.traffic.source}`] : []),
			...(known.changes ? [`${counted(known.changes.length, 'change')} seen here`] : []),
			...site.lookedAt,
		],
		missing: [...missingOf(known), ...site.unread],
	};
}
