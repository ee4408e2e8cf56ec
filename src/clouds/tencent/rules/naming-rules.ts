import type {CloudRule, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {TencentDraft} from '../own-document.ts';
import {siteEnd, tunnelOfPair, tunnelsOnGateway, versionOf} from '../read/site.ts';
import {isIsolated} from '../wire/endpoint.ts';
import {tencentRule} from './tencent-rule.ts';

const longestName = 60;
/** Source: `tagLimits`. */
const longestTagKey = 127;
const longestTagValue = 255;

const mostTags = 50;
const tagLimits = 'Tencent Cloud tag documentation, "Limits" (product 651)';
/** Source: `tagLimits`. Older editions have `project` without a colon, and neither commas nor semicolons among the characters. */
const reservedTag = /^(qcs:|project:|项目)/i;
const maybeReservedTag = /^project(?!:)/i;
const maybeCharacters = /[,;]/;
const tagCharacters = /^[\p{L}\p{N}\p{M} +\-=._:/@()[\],;（）【】]*$/u;

/** Rules about names, the region and tags. */
export const namingRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.name.length',
		field: 'name',
		says: `A tunnel’s name has 1 to ${longestName} characters.`,
		mend: `Shorten it to ${longestName} characters`,
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, VpnConnectionName',
		check: ({name}) => name !== undefined && nameProblem(name),
	}),
	tencentRule({
		id: 'tencent.name.blank',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'The names of a tunnel and of a customer gateway show something: they are how people find them.',
		mend: 'Give it a name',
		source: 'tunnelwright: a name of spaces cannot be told from none in a list',
		check: ({name, site}) => [
			...found('name', name !== undefined && isBlank(name) && 'the name is blank'),
			...found('site.name', site?.kind === 'new' && isBlank(site.name) && 'the name is blank'),
		],
	}),
	tencentRule({
		id: 'tencent.name.duplicate',
		field: 'name',
		severity: 'warn',
		says: 'Two tunnels of one name are hard to tell apart; whether the API refuses the second is not documented.',
		mend: 'Choose another name',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, error InvalidParameterValue.Duplicate',
		needs: 'account',
		check: (draft, facts) => {
			if (!draft.name || changedEnds(draft, facts)) return undefined;
			const own = tunnelOfPair(draft, facts)?.id;
			const other = facts.connections?.find(
				({id, name, state}) => name === draft.name && id !== own && state !== 'DELETING',
			);
			return other && `tunnel ${other.id} has this name already`;
		},
	}),
	tencentRule({
		id: 'tencent.tunnel.same-name',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'A tunnel of this name to another site, or on another VPN gateway, is what the document described before: a second one is not made beside it. A gateway of version 4.0 or higher can move one of its own to another site.',
		mend: 'To have both, give this one another name. To move the one that stands to another site, edit it itself. To replace it, delete it first',
		source: 'tunnelwright: by its name a tunnel is found again, and each has its price and its routes',
		needs: 'account',
		check: (draft, facts) => {
			const other = changedEnds(draft, facts);
			if (!other) return undefined;
			const isHere = other.cloudGatewayId === draft.cloudGateway?.id;
			const where = isHere
				? `on this gateway already, ${otherSite(draft, facts, other)}`
				: `already, on the VPN gateway ${other.cloudGatewayId ?? 'that nobody tells'}, not ${draft.cloudGateway?.id}`;
			const both = 'To have both, give this one another name. To replace it, delete it first';
			const moves = isHere && (versionOf(draft, facts) ?? 4) >= 4;
			return found('name', `${other.id} "${other.name}" (${other.state}) stands ${where}`, {
				...(moves
					? {
							mend: `To move it here, edit ${other.id} itself. ${both}`,
							mendByOption: `--connection ${other.id} moves it here. ${both}`,
						}
					: {mend: isHere ? both : `A tunnel stays on the VPN gateway that it was made on. ${both}`}),
			});
		},
	}),
	tencentRule({
		id: 'tencent.site.name-length',
		field: 'site.name',
		says: `A customer gateway’s name has 1 to ${longestName} characters.`,
		mend: `Shorten it to ${longestName} characters`,
		source: 'Tencent Cloud vpc 2017-03-12, CreateCustomerGateway, CustomerGatewayName',
		check: ({site}) => site?.kind === 'new' && nameProblem(site.name),
	}),
	tencentRule({
		id: 'tencent.region.isolated',
		field: 'region',
		severity: 'note',
		says: 'Finance regions are isolated: they have accounts of their own and are reached through their own domain.',
		mend: 'Use credentials of an account of the finance regions',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, note on finance regions',
		check: ({region}) => region !== undefined && isIsolated(region) && `${region} is an isolated finance region`,
	}),
	tencentRule({
		id: 'tencent.tags.length',
		field: 'tags',
		says: `A tag’s key has 1 to ${longestTagKey} characters, its value at most ${longestTagValue}.`,
		mend: 'Shorten the tag',
		source: `${tagLimits}; vpc 2017-03-12, errors InvalidParameterValue.TagInvalidKeyLen and .TagInvalidVal`,
		check: ({tags}) =>
			Object.entries(tags ?? {}).flatMap(([key, value]) =>
				found(
					`tags.${key}`,
					(key.length === 0 && 'a tag has an empty key') ||
						(lengthOf(key) > longestTagKey && `the key ${key.slice(0, 20)}… has ${lengthOf(key)} characters`) ||
						(lengthOf(value) > longestTagValue &&
							`the value of tag ${key.slice(0, 20)} has ${lengthOf(value)} characters`),
				),
			),
	}),
	tencentRule({
		id: 'tencent.tags.characters',
		field: 'tags',
		says: 'Tags hold letters and digits of any script, spaces, and + - = . _ : / @ ( ) [ ] , ;',
		mend: 'Leave other characters out',
		source: `${tagLimits}; vpc 2017-03-12, errors InvalidParameterValue.TagInvalidKey and .TagInvalidVal`,
		check: ({tags}) =>
			Object.entries(tags ?? {}).flatMap(([key, value]) =>
				found(
					`tags.${key}`,
					(!tagCharacters.test(key) && 'the key holds a character that tags cannot have') ||
						(!tagCharacters.test(value) && 'the value holds a character that tags cannot have'),
				),
			),
	}),
	tencentRule({
		id: 'tencent.tags.reserved',
		field: 'tags',
		says: 'Keys that begin with qcs:, project: or 项目 are Tencent Cloud’s own.',
		mend: 'Choose another key',
		source: `${tagLimits}; vpc 2017-03-12, error UnsupportedOperation.TagSystemReservedTagKey`,
		check: ({tags}) =>
			Object.keys(tags ?? {}).flatMap(key =>
				found(`tags.${key}`, reservedTag.test(key) && `the key ${key.slice(0, 20)} is Tencent Cloud’s own`),
			),
	}),
	tencentRule({
		id: 'tencent.tags.doubtful',
		field: 'tags',
		severity: 'warn',
		says: 'Editions of Tencent Cloud’s page disagree on keys that begin with project without a colon, and leave open whether tags hold commas and semicolons.',
		mend: 'Choose another key or value if Tencent Cloud refuses',
		source: `open: ${tagLimits}, editions of 2019 and 2021`,
		check: ({tags}) =>
			Object.entries(tags ?? {}).flatMap(([key, value]) =>
				found(
					`tags.${key}`,
					(maybeReservedTag.test(key) && `the key ${key.slice(0, 20)} may be Tencent Cloud’s own`) ||
						(maybeCharacters.test(key + value) && 'a tag with a comma or a semicolon may be refused'),
				),
			),
	}),
	tencentRule({
		id: 'tencent.tags.count',
		field: 'tags',
		says: `A resource carries at most ${mostTags} tags.`,
		mend: `Keep ${mostTags} or fewer`,
		source: `${tagLimits}; vpc 2017-03-12, error LimitExceeded.TagKeyPerResourceExceeded`,
		check: ({tags}) => {
			const count = Object.keys(tags ?? {}).length;
			return count > mostTags && `${count} tags, ${mostTags} are allowed`;
		},
	}),
];

function isBlank(name: string): boolean {
	return name !== '' && name.trim() === '';
}

function nameProblem(name: string): string | undefined {
	const length = lengthOf(name);
	if (length > longestName) return `the name has ${length} characters, ${longestName} are allowed`;
	return name === '' ? 'the name is empty' : undefined;
}

function lengthOf(text: string): number {
	return [...text].length;
}

/**
 * The tunnel of the draft’s name between other gateways than the draft’s, one on its own VPN gateway first; those that are being deleted do not count, nor
 * does any where the draft’s own tunnel stands, or is edited.
 */
function changedEnds(draft: TencentDraft, facts: Facts): ExistingConnection | undefined {
	const {name: own, site, cloudGateway} = draft;
	if (facts.connectionId !== undefined || !own || !site || !cloudGateway || tunnelOfPair(draft, facts))
		return undefined;
	const isNamesake = ({name, state}: ExistingConnection) => name === own && state !== 'DELETING';
	return tunnelsOnGateway(draft, facts).find(isNamesake) ?? facts.connections?.find(isNamesake);
}

/** `to the site with 198.51.100.1 and ASN 65000, not 198.51.100.2`. */
function otherSite(draft: TencentDraft, facts: Facts, {siteGatewayId}: ExistingConnection): string {
	const site = facts.siteGateways?.find(({id}) => id === siteGatewayId);
	const [its, own] = [site, siteEnd(draft, facts)].map(end =>
		[end?.address ?? 'an unknown address', end?.asn === undefined ? '' : ` and ASN ${end.asn}`].join(''),
	);
	return `to the site with ${its}, not ${own}`;
}
