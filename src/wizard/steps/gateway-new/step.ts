import {textOf} from '../../answers/answers.ts';
import {newGateway, newGatewayOf} from '../../answers/new-gateway.ts';
import {ownFields, putTexts, textsIn} from '../field.ts';
import {makesGateway} from '../gateway-vpc/step.ts';
import type {Step} from '../steps.ts';

const fields = ownFields(({gateway}) => gateway.makes?.fields);

export const gatewayNewStep: Step = {
	id: 'gateway-new',
	title: 'cloud gateway',
	label: 'New gateway',
	kind: 'form',
	question: () => 'What is the new gateway called?',
	help: () => 'Its ASN can’t be changed later; the site’s must differ from it.',
	when: makesGateway,
	fields,
	toDocument(draft, answers) {
		if (newGateway(draft.cloud, draft.cloudGateway?.kind)) putTexts(fields, draft, answers);
	},
	fromDocument: draft =>
		newGateway(draft.cloud, draft.cloudGateway?.kind) ? {texts: textsIn(fields, draft), seen: ['gateway-new']} : {},
	says({cloud, answers}) {
		const asn = textOf(answers, 'gateway.asn') || newGatewayOf(cloud, answers)?.asn;
		return `${textOf(answers, 'gateway.name') || 'named as the connection'} · ASN ${asn}`;
	},
};
