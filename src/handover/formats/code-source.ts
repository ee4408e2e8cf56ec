import type {Cloud, CloudGateway, Facts, Plan, SiteGateway} from '../../clouds/contract/cloud.ts';
import {readBack} from '../../clouds/engine/read-back.ts';
import {checkTexts} from '../../clouds/export/check-texts.ts';
import type {ExportedFile, Standing} from '../../clouds/export/exported.ts';
import type {CodeWriter} from '../../clouds/export/exporters.ts';
import {moduleOf} from '../../clouds/registry.ts';
import type {ConnectionDocument} from '../../connection/document.ts';
import {normaliseDocument} from '../../connection/normalise-document.ts';
import type {ConnectionPlace} from '../../connection/place.ts';
import {printable} from '../../connection/printable.ts';
import {numberedSteps} from '../../connection/steps-page.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';
import {cloudsOf, formatsOf} from './registry.ts';

/** What is exported, and what of it stands already. */
export interface CodeSource {
	readonly document: ConnectionDocument;
	readonly standing?: Standing;
}

/** Reads a connection that stands, and its gateways, so that code can take it over. @throws UserError, CloudError */
export async function readStanding(
	cloud: Cloud,
	{region, id}: Pick<ConnectionPlace, 'region' | 'id'>,
	signal: AbortSignal,
): Promise<Required<CodeSource>> {
	const {document, leftOut} = await readBack(cloud, region, id, signal);
	const siteId = document.site.kind === 'existing' ? document.site.id : '';
	const [connections, sites, gateways, routes] = await Promise.all([
		cloud.connections(region, signal),
		cloud.siteGateways(region, signal),
		cloud.cloudGateways(region, signal),
		document.routing.mode === 'static' ? cloud.standingRoutes?.(region, id, signal) : undefined,
	]);
	const connection = connections.find(found => found.id === id);
	const site = sites.find(found => found.id === siteId);
	const gatewayId = 'id' in document.cloudGateway ? document.cloudGateway.id : '';
	const cloudAddress = gateways.find(found => found.id === gatewayId)?.publicAddress;
	const {keptAsTheyAre, ownAddresses} = moduleOf(cloud.id).exporters;
	const withOwn = await ownAddresses?.();
	return {
		document: withOwn ? await withOwn(document, cloud, {id, connection}, signal) : document,
		standing: {
			id,
			...(connection?.name === '' ? {isUnnamed: true} : {}),
			...(site ? {site} : {}),
			...(cloudAddress === undefined ? {} : {cloudAddress}),
			...(routes ? {routes} : {}),
			leftOut: leftOut
				.filter(({field}) => !keptAsTheyAre.some(member => field.includes(member)))
				.map(({field, why}) => printable(`${field}: ${why}`)),
		},
	};
}

/**
 * What writes a document in the format of this name.
 * @throws UserError where the format is another cloud's alone, or a text of the document can't be seen
 */
export async function writerFor(name: string, {document}: Pick<CodeSource, 'document'>): Promise<CodeWriter> {
	checkTexts(document);
	const formats = formatsOf(document.cloud);
	const found = formats.find(({id}) => id === name);
	if (found) return found.load();
	const others = cloudsOf(name);
	const own = formats.filter(({id}) => cloudsOf(id).length === 1).map(({id}) => id);
	const shared = formats.filter(({id}) => cloudsOf(id).length > 1).map(({id}) => id);
	throw new UserError(`${name} is ${others.join(' and ')}’s; this connection is not`, {
		field: '--format',
		mend: `write --format ${[own.join(', '), ...shared].filter(Boolean).join(' or ')}`,
	});
}

type DeclaringWriter = Extract<CodeWriter, {needs: 'document'}>;
export type LinesWriter = Extract<CodeWriter, {needs: 'plan'}>;

/** The code of a format that says what is to be there. Pure. @throws UserError when the format can't say it */
export function declaredBy(writer: DeclaringWriter, {document, standing}: CodeSource): readonly ExportedFile[] {
	// the clouds keep networks: host bits would be a difference that no apply ends
	return writer.files(normaliseDocument(document).document, standing);
}

/** What would make a connection like one that stands. @throws CloudError, UserError when one of its gateways is not seen */
export async function standingPlan(
	{needsGateway}: LinesWriter,
	cloud: Cloud,
	document: ConnectionDocument,
	signal: AbortSignal,
): Promise<Plan> {
	const facts = await cloud.facts(document, signal);
	refuseUnseen(document, facts, needsGateway);
	return cloud.plan(document, {...facts, connections: []});
}

/** A plan is made of things that were read: one of a connection's gateways may be hidden from these keys, or just being deleted. */
function refuseUnseen(
	{cloud, site, cloudGateway, region}: ConnectionDocument,
	facts: Facts,
	needsGateway: boolean,
): void {
	const sites = facts.siteGateways ?? [facts.siteGateway];
	const unseen =
		site.kind === 'existing' && !sites.some(found => found?.id === site.id)
			? site.id
			: needsGateway && cloudGateway.kind !== moduleOf(cloud).form.gateway.none && !facts.cloudGateway
				? `the ${cloudGateway.kind}`
				: undefined;
	if (unseen === undefined) return;
	const without = formatsOf(cloud).find(({readsAccount}) => !readsAccount);
	const look = 'look whether it was deleted, or whether these credentials may describe it';
	throw new UserError(`${printable(unseen)} of this connection is not seen in ${region}`, {
		mend: without ? `${look}; ${without.title} does without` : look,
		...(without ? {mendByOption: `${look}; --format ${without.id} does without`} : {}),
		exit: exitCode.refused,
	});
}

/** What to do with exported code, as a page in Markdown. Holds no key. */
export function codePage(
	writer: CodeWriter,
	place: Pick<ConnectionPlace, 'region' | 'id'>,
	files: readonly ExportedFile[],
): string {
	const steps = numberedSteps(writer.steps(place, files));
	return [`# ${place.id} as code`, '', '## Apply', '', ...steps, '', 'No key stands in these files.', ''].join('\n');
}

/** Said with lines that were made so. */
export const unreadNote =
	'made without looking into the account, for want of credentials: what the document names is taken to be there, and nothing else; routes that go into a table of the account are not among these lines';

/** What a document says of an account that can't be read: its gateways are there, and nothing else is. */
export function assumedFacts(document: ConnectionDocument): Facts {
	const {cloudGateway: gateway, site} = document;
	const {none, makes} = moduleOf(document.cloud).form.gateway;
	const kind = makes?.offer === gateway.kind ? makes.kind : gateway.kind;
	return {
		...(kind === none ? {} : {cloudGateway: gatewayOf(gateway.id ?? '', kind)}),
		...(site.kind === 'existing' ? {siteGateway: siteOf(site.id), siteGateways: [siteOf(site.id)]} : {}),
	};
}

function gatewayOf(id: string, kind: CloudGateway['kind']): CloudGateway {
	return {id, kind, name: '', selectable: id !== '', state: '', networks: [], attachedTo: '', bgp: true};
}

function siteOf(id: string): SiteGateway {
	return {id, name: '', selectable: true, address: '', state: ''};
}
