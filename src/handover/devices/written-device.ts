import type {DeviceSide} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {type Step, sectionLines} from '../../connection/steps-page.ts';
import {UserError} from '../../connection/user-error.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {checkSide} from './check-side.ts';
import type {DeviceMaker} from './device.ts';
import {type ChangedTunnel, changeFilesOf, type TunnelChange} from './tunnel-change.ts';
import {type TunnelFact, tunnelTable} from './tunnel-table.ts';

/** A device that tunnelwright writes for, by its parts. Each is pure: the same connection gives the same files. */
export interface WrittenDevice {
	/** As the page of steps calls it. */
	readonly name: string;
	/** @throws UserError with what to change, where its tunnels would come up and then not carry what they are for */
	refuse(side: DeviceSide): void;
	/** What the device loads. @throws UserError where it does not speak what the cloud allows */
	files(side: DeviceSide, site: SiteFacts): readonly HandoverFile[];
	/** What is to be there before anything is applied. */
	before(side: DeviceSide, site: SiteFacts): readonly Step[];
	apply(side: DeviceSide, site: SiteFacts): readonly Step[];
	/** How to see that it worked. */
	check(side: DeviceSide, site: SiteFacts): readonly Step[];
	/** How to get rid of it again, of all and of nothing else. */
	takeBack(side: DeviceSide, site: SiteFacts): readonly Step[];
	/** What its owner has to know, each one line of plain text. */
	notes(side: DeviceSide, site: SiteFacts): readonly string[];
	/** What there is to say of each tunnel on this device, in the order of the tunnels. */
	facts(side: DeviceSide, site: SiteFacts): readonly (readonly TunnelFact[])[];
	/** How one tunnel alone is given another key, or other algorithms. */
	readonly change: TunnelChange;
}

/** What makes a device's files from its parts. */
export function makerOf(device: WrittenDevice): DeviceMaker {
	return {
		fileNames(side) {
			try {
				return filesOf(device, side, {}).map(({name}) => name);
			} catch (error) {
				// why it can't be made is said when it is to be made
				if (error instanceof UserError) return [];
				throw error;
			}
		},
		make: async ({side, site}) => filesOf(device, side, site),
		change: changed => changeOf(device, changed),
	};
}

/**
 * Every file of a change of one tunnel, its page of steps last. Pure.
 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be
 */
function changeOf(device: WrittenDevice, changed: ChangedTunnel): readonly HandoverFile[] {
	checkSide(changed.side);
	device.refuse(changed.side);
	return changeFilesOf(device.name, device.change, changed);
}

/**
 * Every file of a device, the page of steps last. Pure.
 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be
 */
export function filesOf(device: WrittenDevice, side: DeviceSide, site: SiteFacts): readonly HandoverFile[] {
	checkSide(side);
	device.refuse(side);
	const files = device.files(side, site);
	return [...files, {name: 'STEPS.md', content: pageOf(device, side, site, files), what: 'this page'}];
}

/** The page that goes with the files: what to do, in order, and how to see that it worked. Holds no key. */
function pageOf(device: WrittenDevice, side: DeviceSide, site: SiteFacts, files: readonly HandoverFile[]): string {
	const facts = device.facts(side, site);
	const lines = [
		`# ${printable(side.name)} (${side.id}): the site's side on ${device.name}`,
		'',
		'## Files',
		'',
		...files.map(file => `- \`${file.name}\`: ${file.what}`),
		'',
		...sectionLines('Before', device.before(side, site)),
		...sectionLines('Apply', device.apply(side, site)),
		...sectionLines('Check', device.check(side, site)),
		...sectionLines('Take back', device.takeBack(side, site)),
		'## Know',
		'',
		...device.notes(side, site).map(note => `- ${printable(note)}`),
		'',
		...side.tunnels.flatMap((tunnel, index) => tunnelTable(tunnel, facts[index] ?? [])),
	];
	return `${lines.join('\n')}\n`;
}
