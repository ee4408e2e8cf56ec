import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {DeviceKind} from '../../../connection/device-side.ts';
import {allDevices} from '../../../handover/devices/registry.ts';
import {formatsOf} from '../../../handover/formats/registry.ts';
import {type Row, row} from '../../core/list.ts';

/** Our own devices first, since their files are made from what the connection really is; then the cloud's, in the cloud's order. */
export function deviceRows(kinds: readonly DeviceKind[]): readonly Row[] {
	return allDevices(kinds).map(({id, name, system, kind}) => row(id, [name, system, kind]));
}

export function codeRows(cloud: CloudId): readonly Row[] {
	return formatsOf(cloud).map(({id, title}) => row(id, [id, title, '']));
}

/** A name for the folder: letters, digits and dashes, whatever the connection is called. */
export function suggestedFolder(name: string, id: string, target: string): string {
	const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	const own = fitting(words(name), 40) || id;
	return [own, fitting(words(target.replace(/^[a-z]+:/, '')), 28)].filter(Boolean).join('-');
}

/** As many of the first words as fit. */
function fitting(words: readonly string[], longest: number): string {
	const text = words.join('-');
	if (text.length <= longest) return text;
	const cut = text.lastIndexOf('-', longest);
	return text.slice(0, cut > 0 ? cut : longest);
}
