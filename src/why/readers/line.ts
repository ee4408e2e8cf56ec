import type {LogRow, WorksNow} from '../../clouds/contract/cloud-why.ts';
import type {DeviceTunnel} from '../../connection/device-side.ts';
import type {SiteLine} from '../site-lines.ts';
import type {Sign} from '../why.ts';

/** What a line says, of which tunnel, as far as that can be told. */
export interface Reading {
	readonly line: SiteLine;
	/** From 1. */
	readonly tunnel?: number;
	readonly points?: Readonly<Record<string, number>>;
	readonly works?: WorksNow;
	/** Of an SA that stands: its age, ms, and whether anything comes in by it, where these are told. */
	readonly stands?: {readonly ageMs?: number; readonly hears?: boolean};
	/** The wording, whatever values stand in it: the same one again adds nothing. */
	readonly row: string;
}

/** What a reader may know of the connection. */
export interface Place {
	/** Ms since the epoch. */
	readonly now: number;
	/** The tunnel that a text names by an address or by its name; undefined where it names none, or several. */
	tunnelOf(text: string): number | undefined;
	/** Whether a text names ends of tunnels, and none of this connection's: a device's log has the lines of all its peers. */
	isOfOthers(text: string): boolean;
	/** So many routes of the device the cloud takes; undefined where that is not known. */
	readonly mostRoutes: number | undefined;
	/** What the device has to be told of a tunnel; undefined where that was not read, or where it is not known which tunnel is meant and they differ. */
	told(tunnel: number | undefined): Told | undefined;
	/** Whether the cloud says that a tunnel, from 1, is UP. */
	isUp(tunnel: number | undefined): boolean;
	/** The cloud says that it has no route of the site, over no tunnel. */
	readonly hasNoRoute: boolean;
}

/** What both ends have to agree on, as the cloud has it. */
export type Told = Pick<
	DeviceTunnel,
	| 'siteIdentity'
	| 'cloudIdentity'
	| 'ikeVersions'
	| 'aggressive'
	| 'pairs'
	| 'cloudAddress'
	| 'siteAddress'
	| 'ike'
	| 'esp'
	| 'bgp'
>;

/** Reads the logs, or the state, of one kind of device. */
export interface Reader {
	/** As evidence names it: `charon`. */
	readonly writer: string;
	/** For a sentence: `charon’s log`. */
	readonly what: string;
	/** Whether these lines are a log of what happened, or a state of now. */
	readonly from: Extract<Sign['quote']['from'], 'site log' | 'site state'>;
	/** Its wordings are known from the vendor's guide alone. */
	readonly fromGuide?: true;
	/** Whether a line is surely its own, by its form. */
	owns(text: string): boolean;
	/**
	 * What the lines say, in their order.
	 * @param lines those that it owns, and those that no reader does
	 */
	read(lines: readonly SiteLine[], place: Place): readonly Reading[];
}

/** The first row that a line fits, as a function that takes linear time. */
export function rowFinder(rows: readonly LogRow[]): (text: string) => LogRow | undefined {
	const wanted = rows.map(row => ({row, says: typeof row.says === 'string' ? row.says.toLowerCase() : row.says}));
	return text => {
		const lower = text.toLowerCase();
		return wanted.find(({says}) => (typeof says === 'string' ? lower.includes(says) : says.test(text)))?.row;
	};
}

export function readingOf({points, works, says}: LogRow, line: SiteLine, tunnel: number | undefined): Reading {
	return {
		line,
		row: String(says),
		...(tunnel === undefined ? {} : {tunnel}),
		...(points ? {points} : {}),
		...(works ? {works} : {}),
	};
}
