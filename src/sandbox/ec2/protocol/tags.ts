import type {Tags} from '../store/resources.ts';
import {ApiError} from './api-error.ts';
import {list, structure, text} from './shape.ts';
import {items, type XmlValue} from './xml.ts';

const tagList = list(structure({Key: text, Value: text}));
type TagInput = ReturnType<(typeof tagList)['read']>;

export const tagMembers = tagList;
export const tagSpecification = list(structure({ResourceType: text, Tag: tagList}));
type TagSpecificationInput = ReturnType<(typeof tagSpecification)['read']>;

/** Source: Amazon EC2 User Guide, "Tag restrictions". The API Reference says 127 for keys: which of the two holds is not known. */
const longestKey = 128;
const longestValue = 256;
const mostTags = 50;

/** Adds tags to a resource's. @throws ApiError InvalidParameterValue, TagLimitExceeded; then nothing is added */
export function addTags(tags: Tags, given: TagInput): void {
	const fresh = new Map<string, string>();
	for (const {Key: key = '', Value: value = ''} of given) {
		checkTag(key, value);
		if (fresh.has(key)) throw new ApiError('InvalidParameterValue', `Duplicate tag key '${key}' specified.`);
		fresh.set(key, value);
	}

	const count = new Set([...tags.keys(), ...fresh.keys()]).size;
	if (count > mostTags)
		throw new ApiError('TagLimitExceeded', `The maximum number of Tags for a resource has been reached (${mostTags})`);
	for (const [key, value] of fresh) tags.set(key, value);
}

function checkTag(key: string, value: string): void {
	checkTagKey(key);
	if ([...value].length > longestValue)
		throw new ApiError('InvalidParameterValue', `Tag value exceeds the maximum length of ${longestValue} characters`);
}

/** @throws ApiError InvalidParameterValue */
export function checkTagKey(key: string): void {
	if (key === '') throw new ApiError('InvalidParameterValue', 'Tag key cannot be empty.');
	if ([...key].length > longestKey)
		throw new ApiError('InvalidParameterValue', `Tag key exceeds the maximum length of ${longestKey} characters`);
	if (isReserved(key))
		throw new ApiError('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
}

/** Whether only AWS itself sets and removes it. */
export function isReserved(key: string): boolean {
	return key.toLowerCase().startsWith('aws:');
}

/** The tags that a create asks for. Only the kind of resource that is created can be tagged. @throws ApiError */
export function specifiedTags(specifications: TagSpecificationInput | undefined, resourceType: string): Tags {
	const tags: Tags = new Map();
	for (const {ResourceType: type, Tag: given = []} of specifications ?? []) {
		if (type !== resourceType)
			throw new ApiError(
				'InvalidParameterValue',
				`'${type ?? ''}' is not a valid taggable resource type for this operation.`,
			);
		addTags(tags, given);
	}

	return tags;
}

export function tagSet(tags: Tags): XmlValue {
	return items([...tags].map(([key, value]) => ({key, value})));
}
