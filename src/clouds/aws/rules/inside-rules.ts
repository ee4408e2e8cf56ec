import {checkCidr, normalise} from '../../../connection/networks.ts';
import type {ExistingConnection} from '../../cloud.ts';
import {
	checkInsideCidr,
	checkInsideIpv6Cidr,
	checkIpv6Cidr,
	reservedInsideCidrs,
	spellIpv6Cidr,
} from '../inside-ranges.ts';
import {type AwsDraft, awsRule, type Found, found, sources} from './rule.ts';

function insideOf(draft: AwsDraft): readonly {readonly field: string; readonly cidr: string}[] {
	return (draft.tunnels ?? []).flatMap(({insideCidr}, index) =>
		insideCidr ? [{field: `tunnels[${index}].insideCidr`, cidr: insideCidr}] : [],
	);
}

/** The connections of the draft's gateway to other sites. */
function othersOnGateway(
	{cloudGateway, site}: AwsDraft,
	connections: readonly ExistingConnection[] = [],
): readonly ExistingConnection[] {
	const gateway = cloudGateway && 'id' in cloudGateway ? cloudGateway.id : undefined;
	return connections.filter(
		({cloudGatewayId, siteGatewayId}) =>
			gateway !== undefined && cloudGatewayId === gateway && !(site?.kind === 'existing' && site.id === siteGatewayId),
	);
}

/** The ranges inside the tunnels: each tunnel's own little network. */
export const insideRules = [
	awsRule({
		id: 'aws.inside-cidr.form',
		field: 'tunnels[].insideCidr',
		severity: 'refuse',
		says: 'The inside of a tunnel is a /30 in 169.254.0.0/16, written with its network address.',
		mend: 'Write it as 169.254.44.0/30, or leave it out: AWS picks one',
		source: sources.tunnelOptions,
		needs: 'document',
		check: draft =>
			insideOf(draft).flatMap(({field, cidr}) => {
				const message = checkInsideCidr(cidr);
				return message ? [{field, message}] : [];
			}),
	}),
	awsRule({
		id: 'aws.inside-cidr.reserved',
		field: 'tunnels[].insideCidr',
		severity: 'refuse',
		says: 'AWS keeps 169.254.0.0/30 to 169.254.5.0/30 (of each third number) and 169.254.169.252/30.',
		mend: 'Choose another /30 in 169.254.0.0/16',
		source: sources.tunnelOptions,
		needs: 'document',
		check: draft =>
			insideOf(draft).flatMap(({field, cidr}) =>
				!checkCidr(cidr) && reservedInsideCidrs.includes(normalise(cidr).cidr)
					? [{field, message: `${cidr} is reserved by AWS`}]
					: [],
			),
	}),
	awsRule({
		id: 'aws.inside-cidr.distinct',
		field: 'tunnels[].insideCidr',
		severity: 'refuse',
		says: 'The two tunnels need different inside ranges.',
		mend: 'Change one of them, or leave both out',
		source: sources.tunnelOptions,
		needs: 'document',
		check: draft => {
			const [first, second] = insideOf(draft);
			return first && second && first.cidr === second.cidr
				? found(second.field, `${second.cidr} is tunnel 1's inside range too`)
				: [];
		},
	}),
	awsRule({
		id: 'aws.inside-cidr.unused',
		field: 'tunnels[].insideCidr',
		severity: 'refuse',
		says: 'An inside range is unique on its gateway.',
		mend: 'Choose a range that no other connection of this gateway has',
		source: sources.tunnelOptions,
		needs: 'account',
		check: (draft, {connections}) => {
			const others = othersOnGateway(draft, connections);
			return insideOf(draft).flatMap(({field, cidr}): Found[] => {
				if (checkCidr(cidr)) return [];
				const taken = others.find(({insideCidrs}) => insideCidrs.includes(normalise(cidr).cidr));
				return taken ? [{field, message: `${cidr} is used by ${taken.name || taken.id} on the same gateway`}] : [];
			});
		},
	}),
	awsRule({
		id: 'aws.inside-ipv6.form',
		field: 'tunnels[].insideIpv6Cidr',
		severity: 'refuse',
		says: 'The IPv6 inside of a tunnel is a /126 in fd00::/8, written with its network address.',
		mend: 'Write it as fd12:3456:789a::/126, or leave it out: AWS picks one',
		source: sources.tunnelOptions,
		needs: 'document',
		check: draft =>
			(draft.tunnels ?? []).flatMap(({insideIpv6Cidr}, index) => {
				const message = insideIpv6Cidr ? checkInsideIpv6Cidr(insideIpv6Cidr) : undefined;
				return message ? [{field: `tunnels[${index}].insideIpv6Cidr`, message}] : [];
			}),
	}),
	awsRule({
		id: 'aws.inside-ipv6.only-ipv6',
		field: 'tunnels[].insideIpv6Cidr',
		severity: 'refuse',
		says: 'An IPv6 inside range needs IPv6 inside the tunnels.',
		mend: 'Leave it out, or set the inside IP version to ipv6',
		source: sources.connectionOptions,
		needs: 'document',
		check: draft =>
			draft.insideIpVersion === 'ipv6'
				? []
				: (draft.tunnels ?? []).flatMap(({insideIpv6Cidr}, index) =>
						insideIpv6Cidr
							? [{field: `tunnels[${index}].insideIpv6Cidr`, message: 'The tunnels carry IPv4 inside'}]
							: [],
					),
	}),
	awsRule({
		id: 'aws.inside-ipv6.distinct',
		field: 'tunnels[].insideIpv6Cidr',
		severity: 'refuse',
		says: 'The two tunnels need different IPv6 inside ranges.',
		mend: 'Change one of them, or leave both out',
		source: sources.tunnelOptions,
		needs: 'document',
		check: draft => {
			const [first, second] = draft.tunnels ?? [];
			return first?.insideIpv6Cidr &&
				second?.insideIpv6Cidr &&
				spellIpv6Cidr(first.insideIpv6Cidr) === spellIpv6Cidr(second.insideIpv6Cidr)
				? found('tunnels[1].insideIpv6Cidr', `${second.insideIpv6Cidr} is tunnel 1's inside range too`)
				: [];
		},
	}),
	awsRule({
		id: 'aws.inside-ipv6.unused',
		field: 'tunnels[].insideIpv6Cidr',
		severity: 'refuse',
		says: 'An IPv6 inside range is unique on its transit gateway.',
		mend: 'Choose a range that no other connection of this gateway has',
		source: sources.tunnelOptions,
		needs: 'account',
		check: (draft, {connections}) =>
			(draft.tunnels ?? []).flatMap(({insideIpv6Cidr}, index): readonly Found[] => {
				if (!insideIpv6Cidr) return [];
				const wanted = spellIpv6Cidr(insideIpv6Cidr);
				const taken = othersOnGateway(draft, connections).find(({insideCidrs}) =>
					insideCidrs.some(cidr => spellIpv6Cidr(cidr) === wanted),
				);
				return taken
					? found(
							`tunnels[${index}].insideIpv6Cidr`,
							`${insideIpv6Cidr} is used by ${taken.name || taken.id} on the same gateway`,
						)
					: [];
			}),
	}),
	awsRule({
		id: 'aws.ipv6-ranges.form',
		field: 'ipv6Ranges',
		severity: 'refuse',
		says: 'IPv6 ranges are written in CIDR notation, without host bits.',
		mend: 'Write it as fd12:3456::/48, or ::/0 for everything',
		source: 'RFC 4291, section 2.3',
		needs: 'document',
		check: draft =>
			(['cloudSide', 'siteSide'] as const).flatMap(side => {
				const message = draft.ipv6Ranges ? checkIpv6Cidr(draft.ipv6Ranges[side]) : undefined;
				return message ? [{field: `ipv6Ranges.${side}`, message}] : [];
			}),
	}),
	awsRule({
		id: 'aws.ipv6-ranges.only-ipv6',
		field: 'ipv6Ranges',
		severity: 'refuse',
		enforcedBy: 'tunnelwright',
		says: 'IPv6 ranges need IPv6 inside the tunnels: a connection carries IPv4 or IPv6, not both.',
		mend: 'Leave them out, or set the inside IP version to ipv6',
		source: sources.ipv6,
		needs: 'document',
		check: draft =>
			draft.ipv6Ranges && draft.insideIpVersion !== 'ipv6' ? found('ipv6Ranges', 'The tunnels carry IPv4 inside') : [],
	}),
	awsRule({
		id: 'aws.ipv6-ranges.no-ipv4',
		field: 'ranges',
		severity: 'refuse',
		enforcedBy: 'tunnelwright',
		says: 'With IPv6 inside the tunnels, IPv4 ranges have no use.',
		mend: 'Set both to 0.0.0.0/0 and give ipv6Ranges instead',
		source: sources.ipv6,
		needs: 'document',
		check: draft => {
			const [pair] = draft.ranges ?? [];
			const narrowed = pair && [pair.cloudSide, ...pair.siteSide].some(cidr => cidr !== '0.0.0.0/0');
			return draft.insideIpVersion === 'ipv6' && narrowed ? found('ranges', 'The tunnels carry IPv6 inside') : [];
		},
	}),
];
