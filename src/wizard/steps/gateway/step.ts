import type {CloudGateway, CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudName, moduleOf} from '../../../clouds/registry.ts';
import {writePath} from '../../../connection/document-path.ts';
import {type GatewayPick, inRegion, withInRegion} from '../../answers/answers.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {newGateway} from '../../answers/new-gateway.ts';
import {column, derived, type Row, row} from '../../core/list.ts';
import {placeKey} from '../../core/loads.ts';
import {turn} from '../../core/state.ts';
import {choiceRow, known, notIn} from '../in-list.ts';
import type {Step} from '../steps.ts';

export const gatewayStep: Step = {
	id: 'gateway',
	title: 'cloud gateway',
	label: 'Cloud gateway',
	kind: 'list',
	question: ({cloud}) => `Which gateway ends the tunnel in ${cloudName(cloud)}?`,
	help: ({cloud}) => moduleOf(cloud).form.gateway.help,
	paths: ['cloudGateway'],
	missing({cloud, answers, gateways}, state) {
		const {region = ''} = answers;
		const picked = answers.gateways[region];
		if (!picked || !('id' in picked)) return notIn(picked?.kind, undefined, 'gateway');
		const unread = gateways?.find(gateway => gateway.unread && gateway.kind === picked.kind);
		if (unread) return `${picked.id} can’t be used: ${unread.reason ?? 'choose another'}`;
		return notIn(picked.id, known(state, {what: 'gateways', cloud, region}, gateways), 'gateway');
	},
	toDocument(draft, answers) {
		const picked = inRegion(answers, answers.gateways);
		// what one that is to be made is for, and called, is asked next
		if (!newGateway(draft.cloud, picked?.kind)) writePath(draft, 'cloudGateway', picked && {...picked});
	},
	fromDocument({cloud, region = '', cloudGateway: gateway}) {
		if (!gateway) return {};
		return {gateways: {[region]: newGateway(cloud, gateway.kind) ? {kind: gateway.kind} : gateway}};
	},
	says({cloud, answers, gateway}) {
		const picked = answers.gateways[answers.region ?? ''];
		const offer = moduleOf(cloud).form.gateway.offers?.find(({kind}) => kind === picked?.kind);
		if (offer) return offer.says;
		return [picked?.id, gateway?.name, gateway?.attachedTo].filter(Boolean).join(' · ');
	},
	list: {
		columns: [
			column('ID', 0, 21, 26), // AWS's ids have 21 characters
			column('NAME', 0, 10, 22),
			column('KIND', 2, 4, 12),
			column('ASN', 4, 10, 10),
			column('ATTACHED TO', 1, 18, 50),
		],
		what: 'gateways',
		key: ({cloud, answers: {region = ''}}) => `gateway ${placeKey(cloud, region)}`,
		readings: ({cloud, answers: {region = ''}}) => [{what: 'gateways', cloud, region}],
		empty: region =>
			`There is no gateway in ${region}: go back and choose another region, or create one in the cloud’s console and press ctrl-r`,
		content: derived(state => {
			const {cloud, answers, gateways} = askedOf(state);
			const rows = gatewayRows(gateways ?? [], cloud);
			const picked = answers.gateways[answers.region ?? ''];
			const id = picked && 'id' in picked ? picked.id : picked?.kind;
			const isKnown = rows.some(own => own.id === id);
			return {rows: gateways ? rows : [], preferred: isKnown ? id : preferredGateway(gateways ?? [], cloud)};
		}),
		isAnswered: ({region = '', gateways}) => gateways[region] !== undefined,
		answer(state, rowId) {
			const picked = pickedBy(rowId, askedOf(state));
			return turn(picked ? {...state, answers: withInRegion(state.answers, 'gateways', picked)} : state);
		},
	},
};

/** A listed gateway as the document names it, or an offer. */
function pickedBy(rowId: string, {cloud, gateways}: Asked): GatewayPick | undefined {
	const {offers, withVpc} = moduleOf(cloud).form.gateway;
	if (offers?.some(({kind}) => kind === rowId)) return {kind: rowId};
	const gateway = gateways?.find(({id}) => id === rowId);
	if (!gateway) return undefined;
	const {kind, id, vpcId = ''} = gateway;
	return {kind, id, ...(withVpc?.includes(kind) ? {vpcId} : {})};
}

function gatewayRows(gateways: readonly CloudGateway[], cloud: CloudId): readonly Row[] {
	const {kinds, offers = []} = moduleOf(cloud).form.gateway;
	const rows = gateways.map(gateway => {
		const attached = [
			gateway.attachedTo,
			gateway.publicAddress,
			gateway.bandwidthMbps && `${gateway.bandwidthMbps} Mbps`,
		];
		return choiceRow(
			[
				gateway.id,
				gateway.name,
				kinds[gateway.kind] ?? gateway.kind,
				gateway.asn === undefined ? '' : String(gateway.asn),
				attached.filter(Boolean).join(' · '),
			],
			gateway,
		);
	});
	return [...rows, ...offers.map(({kind, words}) => row(kind, words, {offer: true}))];
}

/** The gateway to begin with: one that can be chosen and leads to a network. */
function preferredGateway(gateways: readonly CloudGateway[], cloud: CloudId): string | undefined {
	const usable = gateways.filter(({selectable}) => selectable);
	return (
		(usable.find(({networks}) => networks.length > 0) ?? usable[0])?.id ?? moduleOf(cloud).form.gateway.makes?.offer
	);
}
