import {visible} from '../../../connection/visible.ts';
import type {Action, ChangedValue} from '../../contract/cloud.ts';
import {customerGateway, describeTransitAttachments, filter, vpnConnection, vpnGateway} from '../read/describe.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsActionKind} from './aws-action.ts';
import {awsChange, type Changing, type Standing} from './aws-change.ts';
import {createTagsKind} from './create-tags.ts';
import {deleteTagsKind} from './delete-tags.ts';
import {nothingDown} from './nothing-down.ts';
import {isGoing} from './search.ts';

type Call = Pick<Action, 'call' | 'parameters'>;

const isRemoval = ({call}: Call) => call === deleteTagsKind.call;

/** What has the tags. @throws ZodError */
function resourceOf(call: Call): string {
	const {Resources} = (isRemoval(call) ? deleteTagsKind : createTagsKind).request.parse(call.parameters);
	return Resources[0] ?? '';
}

/** One that has an empty value is there all the same. */
const shown = (value: string | undefined) => value || '""';

const ofTags: Omit<Changing, 'backTitle' | 'backCall'> = {
	after: call =>
		Object.fromEntries(
			isRemoval(call)
				? deleteTagsKind.request.parse(call.parameters).Tags.map(({Key}) => [Key, ''])
				: createTagsKind.request.parse(call.parameters).Tags.map(({Key, Value}) => [Key, shown(Value)]),
		),
	async stands(call, reach): Promise<Standing | undefined> {
		const found = await taggedThing(reach, resourceOf(call));
		if (!found || isGoing(found)) return undefined;
		return {
			values: Object.fromEntries((found.Tags ?? []).map(({Key = '', Value}) => [Key, shown(Value ?? '')])),
		};
	},
	about: call => ({Resources: [resourceOf(call)]}),
	back: (): readonly AwsActionKind[] => [createTagsKind, deleteTagsKind],
};

/** A connection, what attaches one, or a gateway that a run made for one. */
async function taggedThing(reach: AwsReach, id: string) {
	if (id.startsWith('cgw-')) return customerGateway(reach, id);
	if (id.startsWith('vgw-')) return vpnGateway(reach, id);
	if (!id.startsWith('tgw-attach-')) return vpnConnection(reach, id);
	const [found] = await describeTransitAttachments(reach, {Filters: [filter('transit-gateway-attachment-id', id)]});
	return found;
}

export const createTags = awsChange(createTagsKind, {...ofTags, backTitle: 'put tags back', backCall: 'DeleteTags'});
export const deleteTags = awsChange(deleteTagsKind, {...ofTags, backTitle: 'put tags back', backCall: 'CreateTags'});

interface PlannedTags {
	/** What has the tags. */
	readonly resource: string;
	readonly after: readonly string[];
}

/** A tag that changes: `was` undefined where there is none, `wanted` where it goes. The key is the API's own: `Name`. */
export interface TagValue {
	readonly key: string;
	readonly was: string | undefined;
	readonly wanted: string | undefined;
	readonly shown: ChangedValue;
}

/** Sets tags: those that are new by one call, and those that have another value by one, since their ways back are two calls. */
export function planTags({resource, after}: PlannedTags, tags: readonly TagValue[]): readonly Action[] {
	const set = tags.filter(({wanted}) => wanted !== undefined);
	const parts = [
		{id: `tags:${resource}`, title: 'add tags', some: set.filter(({was}) => was === undefined)},
		{id: `tags:${resource}:other`, title: 'change tags', some: set.filter(({was}) => was !== undefined)},
	];
	return parts.flatMap(({id, title, some}): readonly Action[] => {
		if (some.length === 0) return [];
		const parameters = {Resources: [resource], Tags: listOf(some, 'wanted')};
		const back = some.every(({was}) => was === undefined)
			? {call: deleteTagsKind.call, parameters: {Resources: [resource], Tags: some.map(({key}) => ({Key: key}))}}
			: {call: createTagsKind.call, parameters: {Resources: [resource], Tags: listOf(some, 'was')}};
		const change = {...nothingDown, values: some.map(({shown: value}) => value), back};
		return [{...createTagsKind.plan({id, detail: detailOf(some, resource), after, parameters}), title, change}];
	});
}

/** Takes tags away, by their keys. */
export function planTagRemoval({resource, after}: PlannedTags, tags: readonly TagValue[]): readonly Action[] {
	const gone = tags.filter(({wanted}) => wanted === undefined);
	if (gone.length === 0) return [];
	const back = {call: createTagsKind.call, parameters: {Resources: [resource], Tags: listOf(gone, 'was')}};
	const parameters = {Resources: [resource], Tags: gone.map(({key}) => ({Key: key}))};
	const detail = detailOf(gone, resource);
	const planned = deleteTagsKind.plan({id: `tags-gone:${resource}`, detail, after, parameters});
	return [{...planned, change: {...nothingDown, values: gone.map(({shown: value}) => value), back}}];
}

/** The tags of this call alone, and what has them. */
function detailOf(tags: readonly TagValue[], resource: string): string {
	return `${tags.map(({key}) => visible(key)).join(', ')} of ${resource}`;
}

function listOf(tags: readonly TagValue[], which: 'was' | 'wanted') {
	return tags.map(({key, ...tag}) => ({Key: key, Value: tag[which] ?? ''}));
}
