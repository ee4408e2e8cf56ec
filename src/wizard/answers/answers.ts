import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {OptionValue} from '../../clouds/contract/form-asked.ts';
import type {CloudGatewayChoice, ConnectionDraft, RoutingMode} from '../../connection/document.ts';
import type {Moved} from './rebase.ts';

/** Names an answer that is typed, in a form of one of the steps: `site.name`. It is kept as typed: nothing is lost while it is not valid yet. */
export type TextId = string;
/** Names an answer that is chosen in a form. */
export type ChoiceId = string;
/** Names a typed pre-shared key: those live beside the answers, in memory only. */
export type SecretId = `key${number}`;

/** A pair of ranges as typed; the site side holds several, with commas. */
export interface PairText {
	readonly cloudSide: string;
	readonly siteSide: string;
}

/** A gateway of a kind that the cloud has. One that is to be made has its VPC and its name in other answers. */
export type GatewayPick = Readonly<Pick<CloudGatewayChoice, 'kind' | 'id' | 'vpcId'>>;
export type SitePick = {readonly kind: 'existing'; readonly id: string} | {readonly kind: 'new'};

/** What has been answered for one cloud. Answers of hidden steps and of other regions are kept. */
export interface CloudAnswers {
	readonly region?: string;
	/** By region. */
	readonly gateways: Readonly<Record<string, GatewayPick>>;
	/** The VPC that a new virtual private gateway is attached to, by region. */
	readonly vpcs: Readonly<Record<string, string>>;
	/** By region. */
	readonly sites: Readonly<Record<string, SitePick>>;
	readonly mode?: RoutingMode;
	readonly pairs: readonly PairText[];
	readonly texts: Readonly<Record<TextId, string>>;
	readonly choices: Readonly<Record<ChoiceId, string>>;
	/** Route tables that learn the routes, by virtual private gateway. */
	readonly routeTables: Readonly<Record<string, readonly string[]>>;
	/** Options that are not left at their standard, by document path. */
	readonly options: Readonly<Record<string, OptionValue>>;
	/** Forms that have been seen through once, as `step` or `routes:static`. */
	readonly seen: readonly string[];
	/** Answers that the user gave or changed: suggestions leave them alone from then on. */
	readonly touched: readonly string[];
	/** What the sandbox made up of the site, as it was offered last, by the answer's id: outside of the sandbox it is nobody's answer. */
	readonly madeUp?: Readonly<Record<string, string>>;
	/** The document that these answers came from: what the wizard does not ask is carried over. */
	readonly from?: ConnectionDraft;
}

/** A connection that stands and is being edited. */
export interface Edited {
	readonly id: string;
	/** As it was read back: what the answers change of it is held against this. */
	readonly was: ConnectionDraft;
	/** What of it could not be read, or has no place in a document: nobody chose to leave it out. */
	readonly notes?: readonly string[];
	/** What somebody else changed since it was first read, as it was found when it was read again. */
	readonly moved?: readonly Moved[];
}

/** All answers. It is plain JSON and holds no secret: this is what a draft keeps. */
export interface Answers {
	readonly cloud?: CloudId;
	/** Set where they are about a connection that stands: it is made like them, and no other is made. */
	readonly edits?: Edited;
	/** By cloud; those of clouds that were never asked about are missing. */
	readonly of: Readonly<Record<CloudId, CloudAnswers>>;
}

/** Of a cloud that nothing was answered for. */
export const noCloudAnswers: CloudAnswers = {
	gateways: {},
	vpcs: {},
	sites: {},
	pairs: [],
	texts: {},
	choices: {},
	routeTables: {},
	options: {},
	seen: [],
	touched: [],
};

export const noAnswers: Answers = {of: {}};

/** What has been answered for a cloud. */
export function answersOf({of}: Answers, cloud: CloudId): CloudAnswers {
	return of[cloud] ?? noCloudAnswers;
}

/** What is kept by region, of the region that was chosen. */
export function inRegion<Value>({region}: CloudAnswers, byRegion: Readonly<Record<string, Value>>): Value | undefined {
	return region === undefined ? undefined : byRegion[region];
}

export function textOf(answers: CloudAnswers, id: TextId): string {
	return answers.texts[id] ?? '';
}

/** The ranges or prefixes in a text: separated by commas, semicolons, spaces or line breaks. */
export function splitList(text: string): readonly string[] {
	return text.split(/[\s,;]+/).filter(Boolean);
}

/**
 * Tags as typed: `key=value`, with commas or one a line. A comma, backslash, line break or outer space that belongs to a key or
 * value is written with a backslash before it, and so is `=` in a key. Parts without a key are left out.
 */
export function splitTags(text: string): Readonly<Record<string, string>> {
	return Object.fromEntries(tagParts(text).flatMap(([key, value = '']) => (key ? [[key, value]] : [])));
}

/** Each part of typed tags as key and value; the value of a part without `=` is undefined. Empty parts are left out. */
export function tagParts(text: string): readonly (readonly [string, string | undefined])[] {
	return textParts(text).map(part => {
		const at = /^(?:\\[\s\S]|[^\\=])*=/.exec(part)?.[0].length;
		return at === undefined
			? [plain(part), undefined]
			: [plain(trimmed(part.slice(0, at - 1))), plain(trimmed(part.slice(at)))];
	});
}

/** The parts of a typed list as they are typed: separated by commas or line breaks, none of them empty. A comma behind a backslash belongs to its part. */
export function textParts(text: string): readonly string[] {
	return text
		.split(/(?<=(?:^|[^\\])(?:\\\\)*)[,\n]/)
		.map(part => trimmed(part))
		.filter(Boolean);
}

export function joinTags(tags: Readonly<Record<string, string>>): string {
	const value = (text: string) => text.replace(/[\\,\n]|^\s|\s$/g, '\\$&');
	return Object.entries(tags)
		.map(([key, text]) => `${value(key).replaceAll('=', '\\=')}=${value(text)}`)
		.join(', ');
}

/** Without outer spaces; one behind a backslash stays. */
function trimmed(text: string): string {
	const start = text.trimStart();
	const end = start.trimEnd();
	return /(?:^|[^\\])(?:\\\\)*\\$/.test(end) && end.length < start.length ? start.slice(0, end.length + 1) : end;
}

function plain(text: string): string {
	return text.replace(/\\([\\,=\s])/g, '$1');
}

/** The answers with one that is kept by region, for the region that was chosen. */
export function withInRegion<Kind extends 'gateways' | 'vpcs' | 'sites'>(
	answers: Answers,
	kind: Kind,
	picked: CloudAnswers[Kind][string],
): Answers {
	return withCloudAnswers(answers, own => ({...own, [kind]: {...own[kind], [own.region ?? '']: picked}}));
}

/** The answers with those of the chosen cloud replaced. */
export function withCloudAnswers(answers: Answers, change: (cloud: CloudAnswers) => CloudAnswers): Answers {
	const {cloud} = answers;
	if (!cloud) return answers;
	const before = answersOf(answers, cloud);
	const changed = change(before);
	return changed === before ? answers : {...answers, of: {...answers.of, [cloud]: changed}};
}
