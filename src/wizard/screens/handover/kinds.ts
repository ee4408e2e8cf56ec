import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {DeviceKind} from '../../../connection/device-side.ts';
import {allDevices, asksOf, ownDevices} from '../../../handover/devices/registry.ts';
import {formatsOf} from '../../../handover/formats/registry.ts';
import type {SiteFacts} from '../../../handover/handover-file.ts';
import {type Row, row} from '../../core/list.ts';

/** What differs between the two kinds of hand-over, for the screen. */
interface HandoverKind {
	question(connection: string): string;
	help(): string;
	/** Whether its files are made from what was read of the connection, keys too. */
	readonly needsSide: boolean;
	/** What its files depend on beside the connection itself. */
	asks(id: string): readonly (keyof SiteFacts)[];
	/** Behind the connection's name, from the row that was chosen: `for strongSwan`. */
	title(id: string, cells: readonly string[]): string;
	/** Below the question for the folder. */
	readonly aboutFiles: string;
}

/** Files for a device, or the same connection as code. */
export const handoverKinds = {
	device: {
		question: connection => `Which device ends ${connection} at the site?`,
		help: () =>
			`${listed(ownDevices().map(({name}) => name))} get files made from what the connection really is. The others are the cloud’s own samples, to be completed by hand. Tab: the same connection as code.`,
		needsSide: true,
		asks: asksOf,
		title(id, [vendor = '', system = '']) {
			const isOwn = ownDevices().some(device => device.id === id);
			return `for ${isOwn ? vendor : `${vendor}, ${system}`}`;
		},
		aboutFiles: 'The files hold the keys: each is for you alone (0600).',
	},
	code: {
		question: connection => `${connection} as code, in which form?`,
		help: () =>
			'For a network that is managed as code. Keys become variables; nothing is changed in the cloud. Tab: back to the devices.',
		needsSide: false,
		asks: () => [],
		title: id => `as ${id}`,
		aboutFiles: 'No key stands in these files.',
	},
} as const satisfies Readonly<Record<string, HandoverKind>>;

function listed(names: readonly string[]): string {
	return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ');
}

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
