import type {Found} from '../../../connection/finding.ts';
import {checkInsideForm, freeInsideCidr} from '../../../connection/inside-cidr.ts';
import {parseRange} from '../../../connection/networks.ts';
import type {Facts} from '../../contract/cloud.ts';
import {othersOnGateway} from '../../rules/account-range-rules.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {AwsDraft} from '../own-document.ts';
import {awsInsideRange, awsReservedInsideCidrs, checkAwsInsideCidr} from './inside-cidr.ts';
import {checkInsideIpv6Cidr, checkIpv6Cidr, spellIpv6Cidr} from './inside-ranges.ts';
import {awsRule, isVirtualPrivate, sources} from './rule.ts';

interface Inside {
	readonly field: string;
	readonly cidr: string;
}

function insideOf(draft: AwsDraft): readonly Inside[] {
	return (draft.tunnels ?? []).flatMap(({insideCidr}, index) =>
		insideCidr ? [{field: `tunnels[${index}].insideCidr`, cidr: insideCidr}] : [],
	);
}

/** The inside ranges that a virtual private gateway has in use; those of another kind of gateway need not differ. */
function usedInside(draft: AwsDraft, facts: Facts): readonly string[] {
	return draft.cloudGateway?.kind === 'vgw'
		? othersOnGateway(draft, facts).flatMap(({insideCidrs}) => insideCidrs)
		: [];
}

/** What is the case with a range, and the one mend for whatever it is: a free range near it. */
function objection({field, cidr}: Inside, message: string, draft: AwsDraft, facts: Facts): Found {
	const others = insideOf(draft).filter(other => other.field !== field);
	const taken = [...awsReservedInsideCidrs, ...others.map(other => other.cidr), ...usedInside(draft, facts)];
	const free = freeInsideCidr(cidr, awsInsideRange, taken);
	return {field, message, ...(free && {mend: `Write it as ${free}, or leave it out: AWS picks one`})};
}

/** The second tunnel's range where it is the first one's. */
function sameInside(draft: AwsDraft, facts: Facts): readonly Found[] {
	const [first, second] = insideOf(draft);
	if (!first || !second || checkAwsInsideCidr(second.cidr)) return [];
	return first.cidr === second.cidr
		? [objection(second, `${second.cidr} is tunnel 1's inside range too`, draft, facts)]
		: [];
}

function sameInsideIpv6({tunnels}: AwsDraft): readonly Found[] {
	const [first, second] = tunnels ?? [];
	return first?.insideIpv6Cidr &&
		second?.insideIpv6Cidr &&
		spellIpv6Cidr(first.insideIpv6Cidr) === spellIpv6Cidr(second.insideIpv6Cidr)
		? found('tunnels[1].insideIpv6Cidr', `${second.insideIpv6Cidr} is tunnel 1's inside range too`)
		: [];
}

/** The ranges inside the tunnels: each tunnel's own little network. At most one rule objects to a range. */
export const insideRules = [
	awsRule({
		id: 'aws.inside-cidr.form',
		field: 'tunnels[].insideCidr',
		says: 'The inside of a tunnel is a /30 in 169.254.0.0/16, written with its network address.',
		mend: 'Write it as 169.254.44.0/30, or leave it out: AWS picks one',
		source: sources.tunnelOptions,
		check: (draft, facts) =>
			insideOf(draft).flatMap(inside => {
				const message = checkInsideForm(inside.cidr, awsInsideRange);
				return message ? [objection(inside, message, draft, facts)] : [];
			}),
	}),
	awsRule({
		id: 'aws.inside-cidr.reserved',
		field: 'tunnels[].insideCidr',
		says: 'AWS keeps 169.254.0.0/30 to 169.254.5.0/30 (of each third number) and 169.254.169.252/30.',
		mend: 'Choose another /30 in 169.254.0.0/16',
		source: sources.tunnelOptions,
		check: (draft, facts) =>
			insideOf(draft).flatMap(inside => {
				const message = checkInsideForm(inside.cidr, awsInsideRange) ? undefined : checkAwsInsideCidr(inside.cidr);
				return message ? [objection(inside, message, draft, facts)] : [];
			}),
	}),
	awsRule({
		id: 'aws.inside-cidr.distinct',
		field: 'tunnels[].insideCidr',
		says: 'On a virtual private gateway the two tunnels need different inside ranges.',
		mend: 'Change one of them, or leave both out',
		source: sources.tunnelOptions,
		check: (draft, facts) => (isVirtualPrivate(draft) ? sameInside(draft, facts) : []),
	}),
	awsRule({
		id: 'aws.inside-cidr.shared',
		field: 'tunnels[].insideCidr',
		severity: 'warn',
		says: 'AWS asks for different inside ranges on a virtual private gateway, and of IPv6 on a transit gateway, only. With one range for both tunnels a device has the same address and BGP neighbour on each, which most devices can’t tell apart.',
		mend: 'Change one of them, or leave both out',
		source: `${sources.tunnelOptions} (unique on the same virtual private gateway, and of IPv6 on the same transit gateway)`,
		check: (draft, facts) => [
			...(isVirtualPrivate(draft) ? [] : sameInside(draft, facts)),
			...(draft.cloudGateway?.kind === 'none' ? sameInsideIpv6(draft) : []),
		],
	}),
	awsRule({
		id: 'aws.inside-cidr.unused',
		field: 'tunnels[].insideCidr',
		says: 'An inside range is unique on its virtual private gateway. Connections of a transit gateway may share one.',
		mend: 'Choose a range that no other connection of this gateway has',
		source: sources.tunnelOptions,
		needs: 'account',
		check: (draft, facts) => {
			const inUse = usedInside(draft, facts);
			return insideOf(draft).flatMap((inside, index, all): readonly Found[] => {
				if (checkAwsInsideCidr(inside.cidr) || all.findIndex(({cidr}) => cidr === inside.cidr) < index) return [];
				const network = parseRange(inside.cidr).cidr;
				if (!inUse.includes(network)) return [];
				const taken = othersOnGateway(draft, facts).find(({insideCidrs}) => insideCidrs.includes(network));
				const message = `${inside.cidr} is used by ${taken?.name || taken?.id} on the same gateway`;
				return [objection(inside, message, draft, facts)];
			});
		},
	}),
	awsRule({
		id: 'aws.inside-ipv6.form',
		field: 'tunnels[].insideIpv6Cidr',
		says: 'The IPv6 inside of a tunnel is a /126 in fd00::/8, written with its network address.',
		mend: 'Write it as fd12:3456:789a::/126, or leave it out: AWS picks one',
		source: sources.tunnelOptions,
		check: draft =>
			(draft.tunnels ?? []).flatMap(({insideIpv6Cidr}, index) => {
				const message = insideIpv6Cidr ? checkInsideIpv6Cidr(insideIpv6Cidr) : undefined;
				return message ? [{field: `tunnels[${index}].insideIpv6Cidr`, message}] : [];
			}),
	}),
	awsRule({
		id: 'aws.inside-ipv6.only-ipv6',
		field: 'tunnels[].insideIpv6Cidr',
		says: 'An IPv6 inside range needs IPv6 inside the tunnels.',
		mend: 'Leave it out, or set the inside IP version to ipv6',
		source: sources.connectionOptions,
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
		says: 'On a transit gateway the two tunnels need different IPv6 inside ranges.',
		mend: 'Change one of them, or leave both out',
		source: sources.tunnelOptions,
		check: draft => (draft.cloudGateway?.kind === 'none' ? [] : sameInsideIpv6(draft)),
	}),
	awsRule({
		id: 'aws.inside-ipv6.unused',
		field: 'tunnels[].insideIpv6Cidr',
		says: 'An IPv6 inside range is unique on its transit gateway.',
		mend: 'Choose a range that no other connection of this gateway has',
		source: sources.tunnelOptions,
		needs: 'account',
		check: (draft, facts) =>
			(draft.tunnels ?? []).flatMap(({insideIpv6Cidr}, index): readonly Found[] => {
				if (!insideIpv6Cidr) return [];
				const wanted = spellIpv6Cidr(insideIpv6Cidr);
				const taken = othersOnGateway(draft, facts).find(({insideCidrs}) =>
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
		says: 'IPv6 ranges are written in CIDR notation, without host bits.',
		mend: 'Write it as fd12:3456::/48, or ::/0 for everything',
		source: 'RFC 4291, section 2.3',
		check: draft =>
			(['cloudSide', 'siteSide'] as const).flatMap(side => {
				const message = draft.ipv6Ranges ? checkIpv6Cidr(draft.ipv6Ranges[side]) : undefined;
				return message ? [{field: `ipv6Ranges.${side}`, message}] : [];
			}),
	}),
	awsRule({
		id: 'aws.ipv6-ranges.only-ipv6',
		field: 'ipv6Ranges',
		enforcedBy: 'tunnelwright',
		says: 'IPv6 ranges need IPv6 inside the tunnels: a connection carries IPv4 or IPv6, not both.',
		mend: 'Leave them out, or set the inside IP version to ipv6',
		source: sources.ipv6,
		check: draft => draft.ipv6Ranges && draft.insideIpVersion !== 'ipv6' && 'The tunnels carry IPv4 inside',
	}),
	awsRule({
		id: 'aws.ipv6-ranges.no-ipv4',
		field: 'ranges',
		enforcedBy: 'tunnelwright',
		says: 'With IPv6 inside the tunnels, IPv4 ranges have no use.',
		mend: 'Set both to 0.0.0.0/0 and give ipv6Ranges instead',
		source: sources.ipv6,
		check: draft => {
			const [pair] = draft.ranges ?? [];
			const narrowed = pair && [pair.cloudSide, ...pair.siteSide].some(cidr => cidr !== '0.0.0.0/0');
			return draft.insideIpVersion === 'ipv6' && narrowed && 'The tunnels carry IPv6 inside';
		},
	}),
];
