import {freeInsideCidr} from '../../../connection/inside-cidr.ts';
import type {CloudForm, OwnField} from '../../contract/form.ts';
import type {FormAsked} from '../../contract/form-asked.ts';
import {awsInsideRange, awsReservedInsideCidrs, checkAwsInsideCidr} from '../rules/inside-cidr.ts';

export const awsSite: CloudForm['site'] = {
	longestName: 256,
	// left out, it would take 65000 for it: EC2 API, CreateCustomerGateway
	asnNeeded: 'Give the ASN of the site’s device: it can’t be changed later',
	fields: [
		{
			id: 'site.deviceName',
			label: 'Device name',
			placeholder: '(none)',
			free: true,
			help: 'Optional. AWS takes two gateways of one address and ASN for the same one, unless their devices are named apart.',
			path: 'site.deviceName',
		},
		{
			id: 'site.certificateArn',
			label: 'Certificate',
			placeholder: '(none: pre-shared keys)',
			help: 'Optional. The ARN of a private certificate of AWS Certificate Manager: the tunnels use it in place of pre-shared keys.',
			path: 'site.certificateArn',
		},
	],
	says(text) {
		const device = text('site.deviceName');
		return [device && `device ${device}`, text('site.certificateArn')];
	},
};

export const awsRoutes: CloudForm['routes'] = {
	help: 'The device’s announcements reach the VPC through the route tables that learn them.',
	fields: ([1, 2] as const).map(
		(tunnel): OwnField => ({
			id: `insideCidr${tunnel}`,
			label: `Tunnel ${tunnel} inside range`,
			placeholder: '(AWS picks one)',
			help: 'A /30 in 169.254.0.0/16 for the addresses inside this tunnel. Leave it empty unless your device needs a fixed one.',
			path: `tunnels[${tunnel - 1}].insideCidr`,
			syntax: (value, asked) => (value === '' ? undefined : insideProblem(value, tunnel, asked)),
		}),
	),
	says(text) {
		const inside = [text('insideCidr1'), text('insideCidr2')].filter(Boolean).join(', ');
		return inside ? `inside ${inside}` : 'inside ranges picked by AWS';
	},
};

/**
 * Why a tunnel can't have this inside range, with one that is free: the rule says the same at the review. Only a virtual private gateway asks
 * that the tunnels' ranges differ.
 */
function insideProblem(value: string, tunnel: 1 | 2, {answers, gateway}: FormAsked): string | undefined {
	const other = answers.texts[tunnel === 1 ? 'insideCidr2' : 'insideCidr1']?.trim() ?? '';
	const isTwice = tunnel === 2 && value === other && gateway?.kind === 'vgw';
	const problem = checkAwsInsideCidr(value) ?? (isTwice ? `${value} is tunnel 1’s inside range too` : undefined);
	if (!problem) return undefined;
	const free = freeInsideCidr(value, awsInsideRange, [...awsReservedInsideCidrs, other]);
	return free ? `${problem}. Write it as ${free}, or leave it out: AWS picks one` : problem;
}
