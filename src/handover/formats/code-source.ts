import {cloudFormation} from '../../clouds/aws/export/cloudformation.ts';
import {terraformAws} from '../../clouds/aws/export/terraform.ts';
import type {Cloud, Facts} from '../../clouds/contract/cloud.ts';
import {readBack} from '../../clouds/engine/read-back.ts';
import {checkTexts} from '../../clouds/export/check-texts.ts';
import {commandLines} from '../../clouds/export/command-lines.ts';
import type {ExportedFile, Standing} from '../../clouds/export/exported.ts';
import {terraformTencent} from '../../clouds/tencent/export/terraform.ts';
import type {ConnectionDocument, TencentConnection} from '../../connection/document.ts';
import type {CodeFormat} from '../../connection/handover-targets.ts';
import type {ExistingConnection} from '../../connection/inventory.ts';
import {normalise} from '../../connection/networks.ts';
import {normaliseDocument} from '../../connection/normalise-document.ts';
import {printable} from '../../connection/printable.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';
import type {Place} from '../devices/for-device.ts';
import type {HandoverFile} from '../handover-file.ts';
import {codeSteps} from './code-steps.ts';

/** What is exported, and what of it stands already. */
export interface CodeSource {
	readonly document: ConnectionDocument;
	readonly standing?: Standing;
}

/** Reads a connection that stands, and its gateways, so that code can take it over. @throws UserError, CloudError */
export async function readStanding(
	cloud: Cloud,
	{region, id}: Place,
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
	return {
		document: await withOwnAddresses(document, cloud, connection, {region, id}, signal),
		standing: {
			id,
			...(connection?.name === '' ? {isUnnamed: true} : {}),
			...(site ? {site} : {}),
			...(cloudAddress === undefined ? {} : {cloudAddress}),
			...(routes ? {routes} : {}),
			leftOut: leftOut
				.filter(({field}) => !keptAsItIs.test(field))
				.map(({field, why}) => printable(`${field}: ${why}`)),
		},
	};
}

/** What a document for another connection leaves out, and code that takes this one over leaves as it is. */
const keptAsItIs =
	/PreSharedKey|PreShareKey|TunnelInsideCidr|TunnelInsideIpv6Cidr|BgpConfig|HealthCheckLocalIp|HealthCheckRemoteIp/;

/** A tunnel of Tencent Cloud has addresses of its own for BGP and health checks: those it has are named, or code would change them. */
async function withOwnAddresses(
	document: ConnectionDocument,
	cloud: Cloud,
	standing: ExistingConnection | undefined,
	{id}: Place,
	signal: AbortSignal,
): Promise<ConnectionDocument> {
	if (document.cloud !== 'tencent') return document;
	if (document.healthCheck?.enabled) {
		const [localIp, remoteIp] = standing?.probeAddresses ?? [];
		const own = {...(localIp ? {localIp} : {}), ...(remoteIp ? {remoteIp} : {})};
		return withBgp({...document, healthCheck: {...document.healthCheck, ...own}}, cloud, id, signal);
	}

	return withBgp(document, cloud, id, signal);
}

async function withBgp(
	document: TencentConnection,
	cloud: Cloud,
	id: string,
	signal: AbortSignal,
): Promise<ConnectionDocument> {
	if (document.routing.mode !== 'bgp') return document;
	const side = await cloud.deviceSide?.(document.region, id, signal);
	const inside = side?.tunnels[0]?.inside;
	if (!inside) return document;
	const tunnelCidr = normalise(`${inside.cloud}/${inside.prefixLength}`).cidr;
	return {...document, routing: {mode: 'bgp', tunnelCidr, cloudAddress: inside.cloud, siteAddress: inside.site}};
}

/**
 * The code of a format that says what is to be there; undefined for one of lines, which say what is to be done and need the account.
 * @throws UserError when the format is the other cloud's, or a text of the document can't be seen
 */
export function declaredIn(format: CodeFormat, source: CodeSource): readonly ExportedFile[] | undefined {
	const {standing} = source;
	// the clouds keep networks: host bits would be a difference that no apply ends
	const {document} = normaliseDocument(source.document);
	checkTexts(document);
	if (format === 'terraform')
		return document.cloud === 'aws' ? terraformAws(document, standing) : terraformTencent(document, standing);
	const wanted = format === 'tccli' ? 'tencent' : 'aws';
	if (document.cloud !== wanted)
		throw new UserError(`${format} is ${wanted === 'aws' ? 'AWS’s' : 'Tencent Cloud’s'}; this connection is not`, {
			field: '--format',
			mend: `write --format ${document.cloud === 'aws' ? 'cloudformation, aws-cli' : 'tccli'} or terraform`,
		});
	return format === 'cloudformation' && document.cloud === 'aws' ? cloudFormation(document, standing) : undefined;
}

/** The lines that would make a connection like one that stands. @throws CloudError, UserError when one of its gateways is not seen */
export async function standingLines(
	cloud: Cloud,
	{document, standing}: Required<CodeSource>,
	signal: AbortSignal,
): Promise<readonly ExportedFile[]> {
	const facts = await cloud.facts(document, signal);
	refuseUnseen(document, facts);
	return commandLines(cloud, cloud.plan(document, {...facts, connections: []}), standing);
}

/** A plan is made of things that were read: one of a connection's gateways may be hidden from these keys, or just being deleted. */
function refuseUnseen({site, cloudGateway, cloud, region}: ConnectionDocument, facts: Facts): void {
	const sites = facts.siteGateways ?? [facts.siteGateway];
	const unseen =
		site.kind === 'existing' && !sites.some(found => found?.id === site.id)
			? site.id
			: cloud === 'aws' && cloudGateway.kind !== 'none' && !facts.cloudGateway
				? `the ${cloudGateway.kind}`
				: undefined;
	if (unseen !== undefined)
		throw new UserError(`${printable(unseen)} of this connection is not seen in ${region}`, {
			mend: 'look whether it was deleted, or whether these credentials may describe it; --format terraform does without',
			exit: exitCode.refused,
		});
}

/** A connection that stands as files of code, and what to do with them. @throws UserError, CloudError */
export async function codeFiles(
	cloud: Cloud,
	place: Place,
	format: CodeFormat,
	signal: AbortSignal,
): Promise<{readonly files: readonly HandoverFile[]; readonly steps: string}> {
	const source = await readStanding(cloud, place, signal);
	const exported = declaredIn(format, source) ?? (await standingLines(cloud, source, signal));
	return {
		files: exported.map(file => ({...file, what: 'holds no key'})),
		steps: codeSteps(format, {...place, files: exported}),
	};
}
