import {textOf} from '../../answers/answers.ts';
import {ownGatewayAsn} from '../../answers/asked.ts';
import {asnProblem} from '../asn-problem.ts';
import type {Field} from '../field.ts';
import {makeGateway} from '../gateway/rows.ts';
import {makesGateway} from '../gateway-vpc/step.ts';
import type {Step} from '../step.ts';
import {asNumber, putTexts, textsIn} from '../texts-in-document.ts';

/** A virtual private gateway takes a private ASN alone. Source: EC2 API, CreateVpnGateway, AmazonSideAsn. */
const ownAsns = '64512 to 65534, or 4200000000 to 4294967294';

function ownAsnProblem(value: string): string | undefined {
	const asn = Number(value);
	const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
	return value === '' || isPrivate ? undefined : `${value} is not a private ASN: ${ownAsns}`;
}

const fields: readonly Field[] = [
	{
		kind: 'text',
		id: 'gateway.name',
		label: 'Name',
		placeholder: '(the connection’s name)',
		free: true,
		help: 'The gateway’s name in the cloud’s lists. Left empty it gets the connection’s.',
		path: () => 'cloudGateway.name',
		syntax: () => undefined,
	},
	{
		kind: 'text',
		id: 'gateway.asn',
		label: 'ASN',
		placeholder: `(AWS gives it ${ownGatewayAsn})`,
		help: `The cloud side’s BGP number, a private one: ${ownAsns}.`,
		path: () => 'cloudGateway.asn',
		...asNumber,
		syntax: value => asnProblem(value) ?? ownAsnProblem(value),
	},
];

export const gatewayNewStep: Step = {
	id: 'gateway-new',
	title: 'cloud gateway',
	label: 'New gateway',
	kind: 'form',
	question: () => 'What is the new gateway called?',
	help: () => 'Its ASN can’t be changed later; the site’s must differ from it.',
	when: makesGateway,
	paths: [],
	fields,
	toDocument(draft, answers) {
		if (draft.cloudGateway?.kind === makeGateway) putTexts(fields, draft, answers);
	},
	fromDocument: draft =>
		draft.cloudGateway?.kind === makeGateway ? {texts: textsIn(fields, draft), seen: ['gateway-new']} : {},
	says: ({answers}) =>
		`${textOf(answers, 'gateway.name') || 'named as the connection'} · ASN ${textOf(answers, 'gateway.asn') || ownGatewayAsn}`,
};
