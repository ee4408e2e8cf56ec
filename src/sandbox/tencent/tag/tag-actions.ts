import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {integer, list, optional, required, struct, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import type {Tag} from '../store/store.ts';
import {checkTag, tagsPerResource} from '../store/tags.ts';
import {placeOf, shelfOf, standingAt, type Tagged} from './tagged-resource.ts';

/** Tags of a list in one call, and resources of one call. Source: tag 2018-08-13, ModifyResourceTags and TagResources. */
const perCall = 10;

const tagShape = struct({TagKey: required(text), TagValue: required(text), Category: optional(text)});
const keyShape = struct({TagKey: required(text)});

interface TagInput {
	readonly TagKey: string;
	readonly TagValue: string;
}

const checked = ({TagKey, TagValue}: TagInput): Tag => checkTag({Key: TagKey, Value: TagValue}, 'tag service');

const checkedKey = (key: string): string => checkTag({Key: key, Value: ''}, 'tag service').Key;

const twice = (keys: readonly string[]): string | undefined => keys.find((key, index) => keys.indexOf(key) !== index);

/** The tags with others beside or in place of them, and without some. Throws for more than a resource has. */
function changed({TagSet}: Tagged, replace: readonly Tag[], gone: readonly string[]): readonly Tag[] {
	const kept = TagSet.filter(({Key}) => !gone.includes(Key)).map(
		tag => replace.find(({Key}) => Key === tag.Key) ?? tag,
	);
	const tags = [...kept, ...replace.filter(({Key}) => kept.every(tag => tag.Key !== Key))];
	if (tags.length > tagsPerResource)
		throw new TencentError('LimitExceeded.ResourceAttachedTags', `At most ${tagsPerResource} on one resource.`);
	return tags;
}

/** Either list may be left out, and neither may be empty. A key that is to go and is not there is no error. */
const modifyResourceTags = write(
	{Resource: required(text), ReplaceTags: optional(list(tagShape)), DeleteTags: optional(list(keyShape))},
	({Resource, ReplaceTags, DeleteTags}, call: Call) => {
		for (const [name, tags] of Object.entries({ReplaceTags, DeleteTags})) {
			if (tags?.length === 0) throw new TencentError('InvalidParameter.Tag', `\`${name}\` is empty.`);
			if (tags && tags.length > perCall)
				throw new TencentError('LimitExceeded.Quota', `At most ${perCall} \`${name}\`.`);
		}
		if (!ReplaceTags && !DeleteTags)
			throw new TencentError('InvalidParameter.Tag', 'One of `ReplaceTags` and `DeleteTags` is required.');
		const replace = (ReplaceTags ?? []).map(checked);
		const gone = (DeleteTags ?? []).map(({TagKey}) => checkedKey(TagKey));
		const both = replace.find(({Key}) => gone.includes(Key));
		if (both) throw new TencentError('InvalidParameterValue.DeleteTagsParamError', `\`${both.Key}\``);
		const repeated = twice(replace.map(({Key}) => Key)) ?? twice(gone);
		if (repeated !== undefined) throw new TencentError('InvalidParameter.Tag', `\`${repeated}\` is there twice.`);
		const {shelf, id, tagged} = standingAt(Resource, call);
		shelf.set(id, {...tagged, TagSet: changed(tagged, replace, gone)});
		return {};
	},
);

function checkCounts(resources: readonly string[], keys: readonly string[]): void {
	if (resources.length > perCall)
		throw new TencentError('LimitExceeded.ResourceNumPerRequest', `At most ${perCall} \`ResourceList\`.`);
	if (keys.length > perCall) throw new TencentError('LimitExceeded.TagNumPerRequest', `At most ${perCall} tags.`);
	if (resources.length === 0 || keys.length === 0)
		throw new TencentError('InvalidParameter', 'A resource and a tag are due.');
	const repeated = twice(keys);
	if (repeated !== undefined) throw new TencentError('InvalidParameterValue.TagKeyDuplicate', `\`${repeated}\``);
}

/** Each resource by itself: what fails is told of in the reply, which is no error for it. */
function onEach(resources: readonly string[], call: Call, tagsOf: (tagged: Tagged) => readonly Tag[]): object {
	for (const resource of resources) placeOf(resource, call);
	const FailedResources = resources.flatMap(Resource => {
		const {shelf, id} = placeOf(Resource, call);
		try {
			const tagged = shelf.get(id);
			if (!tagged) throw new TencentError('InvalidParameterValue.ResourceIdInvalid', `\`${id}\``);
			shelf.set(id, {...tagged, TagSet: tagsOf(tagged)});
			return [];
		} catch (error) {
			if (!(error instanceof TencentError)) throw error;
			return [{Resource, Code: error.code, Message: error.textIn(call.language)}];
		}
	});
	return {FailedResources};
}

const tagResources = write(
	{ResourceList: required(list(text)), Tags: required(list(tagShape))},
	({ResourceList, Tags}, call: Call) => {
		const keys = Tags.map(({TagKey}) => TagKey);
		checkCounts(ResourceList, keys);
		const tags = Tags.map(checked);
		const bare = tags.find(({Value}) => Value === '');
		if (bare) throw new TencentError('InvalidParameterValue.TagValueEmpty', `\`${bare.Key}\``);
		return onEach(ResourceList, call, tagged => changed(tagged, tags, []));
	},
);

const untagResources = write(
	{ResourceList: required(list(text)), TagKeys: required(list(text))},
	({ResourceList, TagKeys}, call: Call) => {
		checkCounts(ResourceList, TagKeys);
		const gone = TagKeys.map(checkedKey);
		return onEach(ResourceList, call, tagged => changed(tagged, [], gone));
	},
);

/** Ids of one call of DescribeResourceTagsByResourceIds. */
const idsPerCall = 50;

/** What has tags and does not show them itself, as a customer gateway, is asked for here. Ids that are not there have none. */
const describeResourceTags = read(
	{
		ServiceType: required(text),
		ResourcePrefix: required(text),
		ResourceIds: required(list(text)),
		ResourceRegion: required(text),
		Offset: optional(integer),
		Limit: optional(integer),
		Category: optional(text),
	},
	({ServiceType, ResourcePrefix, ResourceIds, ResourceRegion, Offset = 0, Limit = 15}, call: Call) => {
		if (ResourceIds.length > idsPerCall)
			throw new TencentError('InvalidParameter', `At most ${idsPerCall} \`ResourceIds\`.`);
		if (Limit < 1 || Offset < 0 || Offset % Limit !== 0)
			throw new TencentError('InvalidParameterValue.OffsetInvalid', '`Offset` must be a multiple of `Limit`.');
		const shelf = shelfOf(ResourcePrefix, ResourceRegion, call);
		const found = ResourceIds.flatMap(ResourceId =>
			(shelf?.get(ResourceId)?.TagSet ?? []).map(({Key, Value}) => ({
				TagKey: Key,
				TagValue: Value,
				ResourceId,
				ServiceType,
				Category: 'Custom',
			})),
		);
		return {TotalCount: found.length, Offset, Limit, Tags: found.slice(Offset, Offset + Limit)};
	},
);

/** tag 2018-08-13: what changes the tags of something that stands. Its permissions are other ones than those of vpc. */
export const tagActions: Actions = {
	ModifyResourceTags: modifyResourceTags,
	TagResources: tagResources,
	UnTagResources: untagResources,
	DescribeResourceTagsByResourceIds: describeResourceTags,
};
