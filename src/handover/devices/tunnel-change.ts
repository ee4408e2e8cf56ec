import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {type Step, sectionLines} from '../../connection/steps-page.ts';
import {UserError} from '../../connection/user-error.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {tunnelTable} from './tunnel-table.ts';

/** What of a tunnel is changed: its pre-shared key, or its IKE version, algorithms, groups and lifetimes. */
export type ChangedPart = 'key' | 'security';

/** One tunnel of a connection, as it will be. */
export interface ChangedTunnel {
	/** The connection, the changed tunnel with its new values in it. */
	readonly side: DeviceSide;
	readonly site: SiteFacts;
	readonly tunnel: DeviceTunnel;
	/** As people count: its place in the connection, from 1. */
	readonly number: number;
	readonly what: ChangedPart;
}

/** How one tunnel alone is changed on a device, while the others carry the traffic. Each part is pure. */
export interface TunnelChange {
	/** What the device loads, and nothing of the other tunnels. @throws UserError where it does not speak what the cloud allows */
	files(changed: ChangedTunnel): readonly HandoverFile[];
	/** Takes the traffic off the tunnel, and how to see that it carries none. */
	drain(changed: ChangedTunnel): readonly Step[];
	/** Loads what is new, and starts the tunnel with it. */
	load(changed: ChangedTunnel): readonly Step[];
	/** How to see that the tunnel is up again. */
	check(changed: ChangedTunnel): readonly Step[];
	/** Gives the tunnel its traffic back, and how to see that it has it. */
	bringBack(changed: ChangedTunnel): readonly Step[];
	/** What its owner has to know of the change, each one line of plain text. */
	notes(changed: ChangedTunnel): readonly string[];
}

/**
 * A tunnel by what it is called anywhere: its outside address at the cloud, its name on the device, or, of a connection with one tunnel, the
 * connection's id. @throws UserError where there is no such tunnel
 */
export function changedTunnel(side: DeviceSide, key: string, site: SiteFacts, what: ChangedPart): ChangedTunnel {
	const [first] = side.tunnels;
	const only = side.tunnels.length === 1 && side.id === key ? first : undefined;
	const tunnel = side.tunnels.find(({cloudAddress, name}) => cloudAddress === key || name === key) ?? only;
	if (!tunnel)
		throw new UserError(`${side.id} has no tunnel ${printable(key, 60)}`, {
			items: side.tunnels.map(({cloudAddress}) => cloudAddress),
			mend: 'name a tunnel by its outside address at the cloud',
		});
	return {side, site, tunnel, number: side.tunnels.indexOf(tunnel) + 1, what};
}

/** The page of steps of a changed tunnel: beside those of the connection, in one folder with them. */
function stepsName({number}: ChangedTunnel): string {
	return `STEPS-tunnel-${number}.md`;
}

/** Every file of a change of one tunnel, the page of steps last. Pure. @throws UserError */
export function changeFilesOf(name: string, change: TunnelChange, changed: ChangedTunnel): readonly HandoverFile[] {
	const files = change.files(changed);
	return [
		...files,
		{name: stepsName(changed), content: pageOf(name, change, changed, files), what: 'what to do with it, in order'},
	];
}

/** The page: how to change this tunnel and lose no traffic. Holds no key. */
function pageOf(name: string, change: TunnelChange, changed: ChangedTunnel, files: readonly HandoverFile[]): string {
	const {side, tunnel, number, what} = changed;
	const lines = [
		`# ${printable(side.name)} (${side.id}): ${titles[what]} tunnel ${number}, ${tunnel.cloudAddress}, on ${printable(name)}`,
		'',
		'## Files',
		'',
		...files.map(file => `- \`${file.name}\`: ${file.what}`),
		'',
		...sectionLines('Before', before(changed)),
		...sectionLines('Drain', change.drain(changed)),
		...sectionLines('Change', [cloudsEnd(changed), ...change.load(changed)]),
		...sectionLines('Check', [...change.check(changed), ...checkAtCloud(changed)]),
		...sectionLines('Bring back', change.bringBack(changed)),
		'## Know',
		'',
		...[...change.notes(changed), ...notes(changed)].map(note => `- ${printable(note)}`),
		'',
		...tunnelTable(tunnel, []),
	];
	return `${lines.join('\n')}\n`;
}

const titles: Readonly<Record<ChangedPart, string>> = {
	key: 'a new key for',
	security: 'other algorithms and lifetimes for',
};

/** The line that asks the cloud for the state of both tunnels. */
export function askCloud({side: {id, region}}: ChangedTunnel): string {
	return `tunnelwright status ${id} --region ${region}`;
}

function before(changed: ChangedTunnel): readonly Step[] {
	const {side, tunnel, number, what} = changed;
	const {key} = tunnel;
	const hasOther = side.tunnels.length > 1;
	return [
		{
			says: hasOther
				? `The other tunnel is UP${tunnel.bgp ? ', with BGP routes,' : ''} and carries the traffic meanwhile. While it is not, leave this one alone.`
				: `Tunnel ${number} is the only one of this connection. Another connection to the same ranges carries the traffic meanwhile, where one is UP on this device; without one nothing passes from here until this one is UP again.`,
			lines: [askCloud(changed)],
		},
		{says: 'Copy this folder to the device. What follows runs there: as root, in this folder.'},
		...(what === 'key' && key.from === 'elsewhere' ? [{says: `Get the key: ${printable(key.says)}`}] : []),
	];
}

/** Once the tunnel carries nothing, it does not matter which end is changed first. */
function cloudsEnd({tunnel, side}: ChangedTunnel): Step {
	const when = tunnel.bgp
		? 'once the cloud accepts no route from it any more, where it tells that'
		: side.tunnels.length > 1
			? 'once the cloud says that it is DOWN'
			: 'as soon as these files are written, for nothing tells it whether this tunnel still carries anything';
	return {
		says: `The cloud’s end is changed now: tunnelwright does so by itself ${when}. Before what follows here or after it: the tunnel is down until both ends have the same.`,
	};
}

function checkAtCloud(changed: ChangedTunnel): readonly Step[] {
	return [{says: `The cloud says that tunnel ${changed.number} is UP.`, lines: [askCloud(changed)]}];
}

function notes({side, number}: ChangedTunnel): readonly string[] {
	const [other] = [1, 2].filter(each => each !== number && each <= side.tunnels.length);
	return other === undefined
		? []
		: [
				`Tunnel ${other} is as it was. Let a few minutes pass before it is changed too, and see that this one stays UP.`,
			];
}
