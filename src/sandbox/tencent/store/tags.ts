import {TencentError} from '../protocol/tencent-error.ts';
import type {Tag} from './store.ts';

const maximumTags = 50;
const keyLimit = 127;
const valueLimit = 255;

/** Prefixes the cloud keeps for itself. Source: tag documentation, "Limits". */
const reserved = /^(qcs:|project:|项目)/i;

/** What keys and values may hold: letters and digits of any script, spaces, and `+ - = . _ : / @ ( ) [ ]` with commas and semicolons. */
const allowed = /^[\p{L}\p{N}\p{M} +\-=._:/@()[\],;（）【】]*$/u;

/** The tags of a new resource, checked by the tag service's rules; a missing value is ''. */
export function checkTags(tags: readonly {readonly Key: string; readonly Value?: string}[]): readonly Tag[] {
	if (tags.length > maximumTags)
		throw new TencentError('LimitExceeded.TagKeyPerResourceExceeded', `At most ${maximumTags}.`);
	const seen = new Set<string>();
	return tags.map(({Key, Value = ''}) => {
		if (seen.has(Key)) throw new TencentError('InvalidParameterValue.TagDuplicateKey', `\`${Key}\``);
		seen.add(Key);
		if (Key === '' || [...Key].length > keyLimit) {
			throw new TencentError('InvalidParameterValue.TagInvalidKeyLen', `1 to ${keyLimit} characters are due.`);
		}
		if (reserved.test(Key)) throw new TencentError('UnsupportedOperation.TagSystemReservedTagKey', `\`${Key}\``);
		if (!allowed.test(Key)) throw new TencentError('InvalidParameterValue.TagInvalidKey', `\`${Key}\``);
		if ([...Value].length > valueLimit || !allowed.test(Value)) {
			throw new TencentError('InvalidParameterValue.TagInvalidVal', `\`${Value}\``);
		}
		return {Key, Value};
	});
}
