import {cloudLogSigns, cloudSigns, cloudWorks} from './cloud-signs.ts';
import {lessContradicted} from './contradicted.ts';
import {counted} from './counted.ts';
import {asOfNow, isOver} from './is-over.ts';
import {missingOf} from './missing.ts';
import {readSite} from './read-site.ts';
import {churnSigns} from './signs/churn.ts';
import {courseSigns} from './signs/course.ts';
import {gatewaySigns} from './signs/gateways.ts';
import {holdTimerSigns} from './signs/hold-timer.ts';
import {lostStateSigns} from './signs/lost-state.ts';
import {siteAddressSigns} from './signs/site-address.ts';
import {trafficSigns} from './signs/traffic.ts';
import {tunnelSigns} from './signs/tunnels.ts';
import {waySigns} from './signs/ways.ts';
import {statusSigns} from './status-signs.ts';
import {utcTime} from './utc-time.ts';
import {weigh} from './weigh.ts';
import type {Known, Sign, Why} from './why.ts';
import {aboutThis} from './words/own-commands.ts';

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
		...lostStateSigns(known, atCloud, site.works),
		...siteAddressSigns(known),
		...waySigns(known),
		...trafficSigns(known),
		...courseSigns(known),
	];
	const standing = signs.filter(sign => !isOver(sign, known));
	const ofSite = [...site.unread, ...tooOld(signs, standing)];
	const {connection, cloudLog} = known;
	const why = {
		verdicts: weigh(
			lessContradicted(
				standing.map(sign => asOfNow(sign, known)),
				known,
				atCloud,
				site.works,
				site.tried,
			),
			{...known, writers: site.writers},
		),
		lookedAt: [
			`what the cloud says of ${counted(connection.tunnels.length, 'tunnel')}`,
			...(known.document ? ['what the connection is set to'] : []),
			...(known.sight
				? [`routes and gateways at the cloud${known.sight.unread.length > 0 ? ', as far as they could be read' : ''}`]
				: []),
			...(cloudLog?.state === 'read' ? [`${counted(cloudLog.lines.length, 'line')} of the cloud’s own log`] : []),
			...(known.traffic ? [`traffic, from ${known.traffic.source}`] : []),
			...(known.changes ? [`${counted(known.changes.length, 'change')} seen here`] : []),
			...site.lookedAt,
		],
		missing: [...missingOf(known), ...ofSite],
		...(ofSite.length > 0 ? {ofSite} : {}),
	};
	return aboutThis(why, connection);
}

/** Where all that the site's log has against the tunnel is past: else it looks as if it had said nothing, and its clock may be another one. */
function tooOld(signs: readonly Sign[], standing: readonly Sign[]): readonly string[] {
	const ofLog = (all: readonly Sign[]) => all.filter(({quote}) => quote.from === 'site log');
	const times = ofLog(signs).flatMap(({quote}) => quote.at ?? []);
	if (times.length === 0 || ofLog(standing).length > 0) return [];
	return [
		`what the site’s log says against the tunnel is from before its last change: the newest is of ${utcTime(Math.max(...times))}, and a time without a zone is read as UTC (journalctl -o short-iso gives it)`,
	];
}
