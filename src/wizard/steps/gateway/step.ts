import type {CloudGateway} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import {writePath} from '../../../connection/document-path.ts';
import {type GatewayPick, inRegion} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import {withCloudAnswers} from '../../answers/with-cloud-answers.ts';
import {derived} from '../../core/derived.ts';
import {column} from '../../core/list-column.ts';
import {placeKey} from '../../core/state.ts';
import {turn} from '../../core/turn.ts';
import {known, notIn} from '../in-list.ts';
import type {Step} from '../step.ts';
import {gatewayOffer, gatewayRows, makeGateway, noGateway, preferredGateway} from './rows.ts';

export const gatewayStep: Step = {
	id: 'gateway',
	title: 'cloud gateway',
	label: 'Cloud gateway',
	kind: 'list',
	question: ({cloud}) => `Which gateway ends the tunnel in ${cloudName(cloud)}?`,
	help: ({cloud}) =>
		cloud === 'aws'
			? 'A virtual private gateway (VGW) serves one VPC, 1.25 Gbps a tunnel. A transit gateway (TGW) serves many, allows IPv6, large tunnels and acceleration.'
			: 'A gateway of VPC type serves one VPC; one of CCN type serves every network of the Cloud Connect Network. Its bandwidth is shared by its tunnels.',
	when: () => true,
	paths: ['cloudGateway'],
	fields: [],
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
		if (picked?.kind !== makeGateway) writePath(draft, 'cloudGateway', picked && {...picked});
	},
	fromDocument({region = '', cloudGateway: gateway}) {
		if (!gateway) return {};
		return {gateways: {[region]: gateway.kind === makeGateway ? {kind: makeGateway} : gateway}};
	},
	says({answers, gateway}) {
		const picked = answers.gateways[answers.region ?? ''];
		if (picked?.kind === makeGateway) return 'a new virtual private gateway';
		if (picked?.kind === noGateway) return 'none yet: attached later, for Cloud WAN';
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
			const id = picked && 'id' in picked ? picked.id : gatewayOffer(picked?.kind);
			const isKnown = rows.some(own => own.id === id);
			return {rows: gateways ? rows : [], preferred: isKnown ? id : preferredGateway(gateways ?? [], cloud)};
		}),
		isAnswered: ({region = '', gateways}) => gateways[region] !== undefined,
		answer(state, rowId) {
			const picked = pickedBy(rowId, askedOf(state).gateways);
			if (!picked) return turn(state);
			const answers = withCloudAnswers(state.answers, own => ({
				...own,
				gateways: {...own.gateways, [own.region ?? '']: picked},
			}));
			return turn({...state, answers});
		},
	},
};

function pickedBy(rowId: string, gateways: readonly CloudGateway[] | undefined): GatewayPick | undefined {
	if (rowId === makeGateway) return {kind: 'new-vgw'};
	if (rowId === noGateway) return {kind: 'none'};
	const gateway = gateways?.find(({id}) => id === rowId);
	return gateway && pickOf(gateway);
}

/** A listed gateway as the document names it. */
function pickOf(gateway: CloudGateway): GatewayPick {
	switch (gateway.kind) {
		case 'vpc':
			return {kind: 'vpc', id: gateway.id, vpcId: gateway.vpcId ?? ''};
		default:
			return {kind: gateway.kind, id: gateway.id};
	}
}
