import {asksOf, ownDevices} from '../../../handover/devices/registry.ts';
import type {SiteFacts} from '../../../handover/handover-file.ts';

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
