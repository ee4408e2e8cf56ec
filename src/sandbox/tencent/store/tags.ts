import {TencentError} from '../protocol/tencent-error.ts';
import type {Tag} from './store.ts';

/** Tags of one resource. */
export const tagsPerResource = 50;
const keyLimit = 127;
const valueLimit = 255;

/** Prefixes the cloud keeps for itself. Source: tag documentation, "Limits". */
const reserved = /^(qcs:|project:|项目)/i;

/** What keys and values may hold: letters and digits of any script, spaces, and `+ - = . _ : / @ ( ) [ ]` with commas and semicolons. */
const allowed = /^[\p{L}\p{N}\p{M} +\-=._:/@()[\],;（）【】]*$/u;

/** What can be wrong with a tag. */
type TagTrouble = 'key empty' | 'key length' | 'key reserved' | 'key' | 'value length' | 'value';

function troubleOf({Key, Value}: Tag): TagTrouble | undefined {
	if (Key === '') return 'key empty';
	if ([...Key].length > keyLimit) return 'key length';
	if (reserved.test(Key)) return 'key reserved';
	if (!allowed.test(Key)) return 'key';
	if ([...Value].length > valueLimit) return 'value length';
	return allowed.test(Value) ? undefined : 'value';
}

/** The codes of the calls that make something with tags. */
const creationCodes: Readonly<Record<TagTrouble, string>> = {
	'key empty': 'InvalidParameterValue.TagInvalidKeyLen',
	'key length': 'InvalidParameterValue.TagInvalidKeyLen',
	'key reserved': 'UnsupportedOperation.TagSystemReservedTagKey',
	key: 'InvalidParameterValue.TagInvalidKey',
	'value length': 'InvalidParameterValue.TagInvalidVal',
	value: 'InvalidParameterValue.TagInvalidVal',
};

/** Those of the tag service. Source: error list of Tencent Cloud's SDKs, tag 2018-08-13. */
const serviceCodes: Readonly<Record<TagTrouble, string>> = {
	'key empty': 'InvalidParameterValue.TagKeyEmpty',
	'key length': 'InvalidParameterValue.TagKeyLengthExceeded',
	'key reserved': 'InvalidParameter.ReservedTagKey',
	key: 'InvalidParameterValue.TagKeyCharacterIllegal',
	'value length': 'InvalidParameterValue.TagValueLengthExceeded',
	value: 'InvalidParameterValue.TagValueCharacterIllegal',
};

/** The tag as it was given. Throws, in the codes of whom it is given to, for what none can be. */
export function checkTag(tag: Tag, whom: 'creation' | 'tag service'): Tag {
	const trouble = troubleOf(tag);
	if (trouble === undefined) return tag;
	const codes = whom === 'creation' ? creationCodes : serviceCodes;
	throw new TencentError(codes[trouble], `\`${trouble.startsWith('value') ? tag.Value : tag.Key}\``);
}

/** The tags of a new resource, checked by the tag service's rules; a missing value is ''. */
export function checkTags(tags: readonly {readonly Key: string; readonly Value?: string}[]): readonly Tag[] {
	if (tags.length > tagsPerResource)
		throw new TencentError('LimitExceeded.TagKeyPerResourceExceeded', `At most ${tagsPerResource}.`);
	const seen = new Set<string>();
	return tags.map(({Key, Value = ''}) => {
		if (seen.has(Key)) throw new TencentError('InvalidParameterValue.TagDuplicateKey', `\`${Key}\``);
		seen.add(Key);
		return checkTag({Key, Value}, 'creation');
	});
}
