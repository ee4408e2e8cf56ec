import {writePath} from '../../../connection/document-path.ts';
import {inRegion, withInRegion} from '../../answers/answers.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {newGateway, newGatewayOf} from '../../answers/new-gateway.ts';
import {column, derived} from '../../core/list.ts';
import {placeKey} from '../../core/loads.ts';
import {turn} from '../../core/state.ts';
import {choiceRow, known, notIn} from '../in-list.ts';
import type {Step} from '../steps.ts';

/** Whether a gateway is to be made: only then it is asked for which VPC, and how it is called. */
export const makesGateway = ({cloud, answers}: Asked) => newGatewayOf(cloud, answers) !== undefined;

export const gatewayVpcStep: Step = {
	id: 'gateway-vpc',
	title: 'cloud gateway',
	label: 'Its VPC',
	kind: 'list',
	question: () => 'Which VPC does the new gateway belong to?',
	help: ({cloud, answers}) => newGatewayOf(cloud, answers)?.vpcHelp ?? '',
	when: makesGateway,
	paths: ['cloudGateway.vpcId'],
	missing({cloud, answers, vpcs}, state) {
		const {region = ''} = answers;
		return notIn(answers.vpcs[region], known(state, {what: 'vpcs', cloud, region}, vpcs), 'VPC');
	},
	toDocument(draft, answers) {
		const made = newGatewayOf(draft.cloud, answers);
		if (!made) return;
		const vpcId = inRegion(answers, answers.vpcs);
		const before = newGateway(draft.cloud, draft.cloudGateway?.kind) ? draft.cloudGateway : {};
		writePath(draft, 'cloudGateway', vpcId === undefined ? undefined : {...before, kind: made.offer, vpcId});
	},
	fromDocument({cloud, region = '', cloudGateway: gateway}) {
		const vpcId = newGateway(cloud, gateway?.kind) && gateway?.vpcId;
		return vpcId === undefined ? {} : {vpcs: {[region]: vpcId}};
	},
	says({answers, vpcs}) {
		const id = answers.vpcs[answers.region ?? ''];
		const vpc = vpcs?.find(own => own.id === id);
		return [id, vpc?.name, vpc?.networks.join(', ')].filter(Boolean).join(' · ');
	},
	list: {
		columns: [column('ID', 0, 14, 26), column('NAME', 1, 10, 24), column('RANGES', 2, 20, 50)],
		what: 'VPCs',
		key: ({cloud, answers: {region = ''}}) => `vpc ${placeKey(cloud, region)}`,
		readings: ({cloud, answers: {region = ''}}) => [{what: 'vpcs', cloud, region}],
		empty: region => `There is no VPC in ${region}: make one and press ctrl-r, or go back and choose otherwise`,
		content: derived(state => {
			const {answers, vpcs = []} = askedOf(state);
			const picked = answers.vpcs[answers.region ?? ''];
			return {
				rows: vpcs.map(vpc => choiceRow([vpc.id, vpc.name, vpc.networks.join(', ')], vpc)),
				preferred: picked ?? vpcs.find(({selectable}) => selectable)?.id,
			};
		}),
		isAnswered: ({region = '', vpcs}) => vpcs[region] !== undefined,
		answer: (state, vpcId) => turn({...state, answers: withInRegion(state.answers, 'vpcs', vpcId)}),
	},
};
