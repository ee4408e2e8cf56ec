import type {
	CloudGateway,
	CloudId,
	ExistingConnection,
	RouteTable,
	SiteGateway,
	Vpc,
} from '../../clouds/contract/cloud.ts';
import type {NewGateway} from '../../clouds/contract/form.ts';
import {cloudIds} from '../../clouds/registry.ts';
import type {OnlyAnew} from '../../session/only-anew.ts';
import {placeKey, slotOf} from '../core/loads.ts';
import type {Screen} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
import {answersOf, type CloudAnswers, type Edited, noCloudAnswers} from './answers.ts';
import {newGatewayId, newGatewayOf} from './new-gateway.ts';

/** What a step may look at to ask its question: the answers so far, and what the account holds of them. */
export interface Asked {
	readonly cloud: CloudId;
	/** The embedded sandbox: nobody's site hangs on what is made up for it, so that a newcomer may press Enter as far as the confirmation. */
	readonly sandbox: boolean;
	readonly answers: CloudAnswers;
	/** The connection that is edited: it stays in its cloud and region. */
	readonly edits?: Edited | undefined;
	/** What of it only a new connection can have otherwise. */
	readonly fixed?: readonly OnlyAnew[];
	readonly gateways: readonly CloudGateway[] | undefined;
	/** The chosen one; one that is to be made stands here as it will be. */
	readonly gateway: CloudGateway | undefined;
	readonly vpcs: readonly Vpc[] | undefined;
	readonly sites: readonly SiteGateway[] | undefined;
	readonly site: SiteGateway | undefined;
	readonly connections: readonly ExistingConnection[] | undefined;
	readonly routeTables: readonly RouteTable[] | undefined;
	/** Whether they are here. `failed` too where the gateway that they hang on could not be found. */
	readonly routeTablesRead: 'reading' | 'read' | 'failed';
}

/** Before a cloud is picked the questions are asked as for the first one; only the first step is shown then. */
export function askedOf(state: WizardState): Asked {
	const {cloud} = state.answers;
	if (cloud) return askedWith(cloud, answersOf(state.answers, cloud), state);
	return askedWith(cloudIds()[0] ?? '', noCloudAnswers, state);
}

function askedWith(
	cloud: CloudId,
	answers: CloudAnswers,
	{
		data,
		loads,
		options,
		answers: {edits},
		fixed,
	}: Pick<WizardState, 'data' | 'loads' | 'options' | 'answers' | 'fixed'>,
): Asked {
	const region = answers.region ?? '';
	const place = placeKey(cloud, region);
	const gatewayId = idOf(answers.gateways[region]);
	const siteId = idOf(answers.sites[region]);
	const gateways = data.gateways[place];
	const sites = data.sites[place];
	const vpcs = data.vpcs[place];
	const isNew = newGatewayOf(cloud, answers);
	const gateway = isNew ? gatewayToBeMade(isNew, answers, vpcs) : withId(gateways, gatewayId);
	const vpcId = gateway?.vpcId;
	const routeTables = vpcId === undefined ? undefined : data.routeTables[`${place}:${vpcId}`];
	const readings = [
		slotOf({what: isNew ? 'vpcs' : 'gateways', cloud, region}),
		...(vpcId === undefined ? [] : [slotOf({what: 'routeTables', cloud, region, vpcId})]),
	];
	const isGone = !gateway && (isNew ? vpcs : gateways) !== undefined;
	const hasFailed = isGone || readings.some(slot => loads[slot]?.status === 'error');
	const isNone = gateway !== undefined && vpcId === undefined;
	return {
		cloud,
		sandbox: options.sandbox,
		answers,
		...(edits ? {edits, fixed} : {}),
		gateways,
		gateway,
		vpcs,
		sites,
		site: withId(sites, siteId),
		connections: data.connections[place],
		routeTables,
		routeTablesRead: routeTables || isNone ? 'read' : hasFailed ? 'failed' : 'reading',
	};
}

/** By list, as it was read: its things by id. Asked several times at each key, of lists of thousands. */
const indexes = new WeakMap<readonly object[], ReadonlyMap<string, object>>();

function withId<Thing extends {readonly id: string}>(
	list: readonly Thing[] | undefined,
	id: string | undefined,
): Thing | undefined {
	if (!list || id === undefined) return undefined;
	// the index of a list holds nothing but the things of this list
	const known = indexes.get(list) as ReadonlyMap<string, Thing> | undefined;
	if (known) return known.get(id);
	const index = new Map(list.toReversed().map(thing => [thing.id, thing])); // of two with one id the first counts
	indexes.set(list, index);
	return index.get(id);
}

function idOf(picked: object | undefined): string | undefined {
	return picked && 'id' in picked && typeof picked.id === 'string' ? picked.id : undefined;
}

function gatewayToBeMade(
	{kind, asn: usual}: NewGateway,
	answers: CloudAnswers,
	vpcs: readonly Vpc[] | undefined,
): CloudGateway | undefined {
	const vpcId = answers.vpcs[answers.region ?? ''];
	const vpc = vpcs?.find(({id}) => id === vpcId);
	if (!vpc) return undefined;
	const asn = Number(answers.texts['gateway.asn'] || usual);
	return {
		id: newGatewayId(vpc.id),
		name: answers.texts['gateway.name'] ?? '',
		kind,
		state: 'to be made',
		...(Number.isInteger(asn) ? {asn} : {}),
		vpcId: vpc.id,
		networks: vpc.networks,
		attachedTo: [vpc.id, vpc.networks[0]].filter(Boolean).join(' '),
		bgp: true,
		selectable: vpc.selectable,
		...(vpc.reason === undefined ? {} : {reason: vpc.reason}),
	};
}

/** Where what is being asked is to be: the cloud that was picked, and its region. */
export const placeAsked: NonNullable<Screen['place']> = ({answers}) =>
	answers.cloud ? {cloud: answers.cloud, region: answersOf(answers, answers.cloud).region} : undefined;
