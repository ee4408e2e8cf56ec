import type {ModifyResourceTagsRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_models.js';
import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {ChangedValue} from '../../contract/change.ts';
import type {Action} from '../../contract/cloud.ts';
import {settingsOf} from '../read/settings.ts';
import {total} from '../wire/log-shapes.ts';
import {rawText, text} from '../wire/reply.ts';
import {batches, member, shortList} from './route-action.ts';
import {type CallData, tencentChange} from './tencent-change.ts';

/** Source: tag 2018-08-13, ModifyResourceTags: at most 10 of each kind, and no key in both. */
const tagsPerCall = 10;

/**
 * Changes tags of a tunnel, by the tag service. The owner's number is left out of the six-part name, as Terraform's provider does; that it may be is open.
 * Source: tag 2018-08-13, ModifyResourceTags; CAM documentation, "Resource description method" (product 598, page 10606).
 */
export const modifyResourceTags = tencentChange({
	call: 'ModifyResourceTags',
	service: 'tag',
	title: 'change tags of the VPN tunnel',
	logged: {request: {Resource: 'hidden', ReplaceTags: 'hidden', DeleteTags: 'hidden'}, response: total},
	subject: call => `the tags of ${tunnelOf(call)}`,
	after: ({parameters: {ReplaceTags, DeleteTags}}) =>
		Object.fromEntries([
			...list(ReplaceTags).map(tag => [nameOf(keyIn(tag)), rawText(member(tag, 'TagValue')) || empty]),
			...list(DeleteTags).map(tag => [nameOf(keyIn(tag)), '']),
		]),
	async stands(call, place, {inventory}) {
		const tunnel = await inventory.vpnConnection(place, tunnelOf(call));
		if (!tunnel || text(tunnel.State) === 'DELETING') return undefined;
		const settings = settingsOf(tunnel);
		const keys = [...list(call.parameters.ReplaceTags), ...list(call.parameters.DeleteTags)].map(keyIn);
		return {values: Object.fromEntries(keys.map(key => [nameOf(key), own(settings, `tags.${key}`) ?? '']))};
	},
	back: {
		call: 'ModifyResourceTags',
		title: 'put tags of the VPN tunnel back',
		about: call => ({Resource: text(call.parameters.Resource)}),
	},
});

/** How an empty value is told from none. */
const empty = '""';
const nameOf = (key: string) => `tag ${key}`;
const keyIn = (tag: Parameters<typeof member>[0]) => rawText(member(tag, 'TagKey'));

function tunnelOf({parameters}: CallData): string {
	return text(parameters.Resource).split('/').at(-1) ?? '';
}

function list(value: Action['parameters'][string] | undefined): readonly Parameters<typeof member>[0][] {
	return Array.isArray(value) ? value : [];
}

/** A tag that changes: `was` undefined where there is none, `wanted` where it goes. */
export interface TagChange {
	readonly key: string;
	readonly was: string | undefined;
	readonly wanted: string | undefined;
	readonly shown: ChangedValue;
}

/** @param tags all are set, or all go */
export function planTags(
	{id, region, tunnelId}: {readonly id: string; readonly region: string; readonly tunnelId: string},
	tags: readonly TagChange[],
): readonly Action[] {
	const Resource = `qcs::vpc:${region}:uin/:vpnx/${tunnelId}`;
	return batches(id, tags, tagsPerCall).map(({id: batchId, batch}) =>
		modifyResourceTags.plan({
			id: batchId,
			detail: `${tunnelId}: ${shortList(batch.map(({key}) => visible(key)))}`,
			parameters: request(Resource, batch, 'wanted'),
			after: [],
			change: {
				values: batch.map(({shown}) => shown),
				interrupts: {kind: 'nothing'},
				needsUp: [],
				backUp: [],
				back: {call: 'ModifyResourceTags', parameters: {...request(Resource, batch, 'was')}},
			},
		}),
	);
}

/** An empty list is refused, so that it is left out. */
function request(Resource: string, tags: readonly TagChange[], which: 'was' | 'wanted') {
	const set = tags.flatMap(({key, ...tag}) => {
		const value = tag[which];
		return value === undefined ? [] : [{TagKey: key, TagValue: value}];
	});
	const gone = tags.filter(tag => tag[which] === undefined);
	return {
		Resource,
		...(set.length > 0 && {ReplaceTags: set}),
		...(gone.length > 0 && {DeleteTags: gone.map(({key}) => ({TagKey: key}))}),
	} satisfies ModifyResourceTagsRequest;
}
