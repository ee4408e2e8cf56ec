import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {NotCompared} from '../../contract/comparison.ts';
import {isShowable} from '../../engine/odd-tags.ts';
import type {AwsConnection} from '../document.ts';
import {runTag, tagText} from '../wire/tags.ts';
import {isOwn, partOf, shownTag} from './compare-tags.ts';
import {type Part, type Parts, together} from './part.ts';

/** A gateway that a document describes and that stands. */
interface Described {
	readonly id: string;
	readonly tags: Readonly<Record<string, string>>;
	readonly by: 'site-tags' | 'gateway-tags';
	/** Its name in the document, and where that stands; none where the gateway is known by its name. */
	readonly name?: {readonly field: string; readonly wanted: string};
	/** Where the document speaks of it. */
	readonly field: 'site' | 'cloudGateway';
	/** Other connections that use it. */
	readonly others: readonly string[];
}

/**
 * The tags of the gateways that a document describes, which a run gave them as it made them. One that the document only names by its id is somebody else's,
 * and so is one that no run of ours made. One that other connections use too is left alone: another document may say otherwise, and each apply would undo
 * the other's. Pure.
 */
export function compareGatewayTags(document: AwsConnection, facts: Facts, exists: ExistingConnection): Parts {
	return together(described(document, facts, exists).map(gateway => compareOne(document, gateway)));
}

function described(
	{site, cloudGateway: choice}: AwsConnection,
	{siteGateway, cloudGateway, connections = []}: Facts,
	exists: ExistingConnection,
): readonly Described[] {
	const others = (end: 'siteGatewayId' | 'cloudGatewayId', id: string) =>
		connections
			.filter(each => each[end] === id && each.id !== exists.id && !/^delet/.test(each.state))
			.map(each => each.id);
	const ofSite = site.kind === 'new' ? siteGateway : undefined;
	const ofCloud = choice.kind === 'new-vgw' && cloudGateway?.selectable && cloudGateway.id ? cloudGateway : undefined;
	return [
		...(site.kind === 'new' && ofSite?.tags
			? [
					{
						id: ofSite.id,
						tags: ofSite.tags,
						by: 'site-tags' as const,
						name: {field: 'site.name', wanted: site.name},
						field: 'site' as const,
						others: others('siteGatewayId', ofSite.id),
					},
				]
			: []),
		...(ofCloud?.tags
			? [
					{
						id: ofCloud.id,
						tags: ofCloud.tags,
						by: 'gateway-tags' as const,
						field: 'cloudGateway' as const,
						others: others('cloudGatewayId', ofCloud.id),
					},
				]
			: []),
	];
}

function compareOne({tags}: AwsConnection, gateway: Described): Parts {
	const {id, name, by} = gateway;
	const differs = (field: string, what: string, key: string, wanted: string): readonly Part[] => {
		const stands = own(gateway.tags, key);
		const was = stands === undefined ? '' : shownTag(stands);
		const isSameName = key === 'Name' && tagText(was) === wanted;
		return was === wanted || isSameName ? [] : [partOf(field, `${what} of ${id}`, was, wanted, by)];
	};
	const differences = [
		...(name ? differs(name.field, 'name', 'Name', name.wanted) : []),
		...Object.entries(tags).flatMap(([key, value]) => differs(`tags.${key}`, `tag ${key}`, key, shownTag(value))),
	];
	// what no screen can show is left as it is, as on the connection
	const unspoken = Object.entries(gateway.tags)
		.filter(([key, value]) => !isOwn(key) && own(tags, key) === undefined && isShowable(key, value))
		.flatMap(([key]) => differs(`tags.${key}`, `tag ${key}`, key, ''));
	const why = whyLeft(gateway);
	if (why === undefined) return {differences, unspoken, notCompared: [], equal: 0};
	return {differences: [], unspoken: [], notCompared: leftAlone(gateway, differences, why), equal: 0};
}

/** Why a gateway is left as it is; undefined where it is the document's own. */
function whyLeft({tags, others}: Described): string | undefined {
	if (own(tags, runTag) === undefined) return 'no run of tunnelwright made it';
	return others.length > 0 ? `${others.join(', ')} ${others.length === 1 ? 'uses' : 'use'} it too` : undefined;
}

function leftAlone({id, field}: Described, differences: readonly Part[], why: string): readonly NotCompared[] {
	return differences.map(({shown}) => ({
		field: shown.field === 'site.name' ? 'site.name' : `${field}.${shown.field}`,
		why: `the ${visible(shown.what)} is ${shown.was || 'not there'}, the document says ${shown.wanted}; ${why}, so that ${id} is left as it is`,
		read: true,
	}));
}
