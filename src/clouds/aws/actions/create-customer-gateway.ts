import {
	CreateCustomerGatewayCommand,
	type CreateCustomerGatewayCommandInput,
	DeleteCustomerGatewayCommand,
	type DeleteCustomerGatewayCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import type {AwsConnection} from '../document.ts';
import {customerGateway, describeCustomerGateways} from '../read/describe.ts';
import {asnOf} from '../read/site-gateways.ts';
import {defaultSiteAsn} from '../read/site-match.ts';
import {customerGateway as customerGatewayFields} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun, presenceOf} from './aws-undo.ts';
import {isGoing, madeUpId, type Search} from './search.ts';
import {type TagList, tagSpecifications} from './tag-schema.ts';

const request = z.strictObject({
	Type: z.literal('ipsec.1'),
	IpAddress: z.string().optional(),
	BgpAsn: z.number().int().optional(),
	BgpAsnExtended: z.number().int().optional(),
	DeviceName: z.string().optional(),
	CertificateArn: z.string().optional(),
	TagSpecifications: tagSpecifications('customer-gateway'),
}) satisfies z.ZodType<CreateCustomerGatewayCommandInput>;

type Request = z.output<typeof request>;

export const deleteCustomerGateway = awsUndo({
	call: 'DeleteCustomerGateway',
	names: ['CustomerGatewayId'],
	gateway: 'CustomerGatewayId',
	detail: ({CustomerGatewayId}) => CustomerGatewayId,
	command: given => new DeleteCustomerGatewayCommand(given),
	dryRun: true satisfies HasDryRun<DeleteCustomerGatewayCommandInput>,
	look: async ({CustomerGatewayId}, reach) => presenceOf(await customerGateway(reach, CustomerGatewayId)),
});

export const createCustomerGateway = awsAction({
	call: 'CreateCustomerGateway',
	title: 'create customer gateway',
	makes: 'customer gateway',
	request,
	command: given => new CreateCustomerGatewayCommand(given),
	dryRun: true satisfies HasDryRun<CreateCustomerGatewayCommandInput>,
	logged: {
		request: shapeOf<CreateCustomerGatewayCommandInput>({
			word: ['Type'],
			address: ['IpAddress'],
			number: ['BgpAsn', 'BgpAsnExtended'],
			flag: ['DryRun'],
			hidden: ['DeviceName', 'CertificateArn', 'TagSpecifications'],
		}),
		response: {CustomerGateway: customerGatewayFields},
	},
	idInReply: 'CustomerGateway.CustomerGatewayId',
	made: ({CustomerGateway: made}) => ({id: made?.CustomerGatewayId, state: made?.State, tags: made?.Tags}),
	async find(wanted, search) {
		const all = await gatewaysLike(wanted, search);
		const found = all.find(({Tags}) => search.isOwn(Tags)) ?? all[0];
		return found && search.result(found.CustomerGatewayId, found.Tags, found.State);
	},
	before: async (wanted, search) =>
		(await gatewaysLike(wanted, search)).map(({CustomerGatewayId}) => word(CustomerGatewayId)),
	ready: {
		wanted: 'available',
		state: async (reach, id) => (await describeCustomerGateways(reach, {CustomerGatewayIds: [id]}))[0]?.State,
	},
	standIn({siteGateways}) {
		const known = siteGateways?.find(({selectable}) => selectable)?.id;
		return {id: known ?? madeUpId('cgw'), real: known !== undefined};
	},
	waitLine: (_action, words, made) => `${words.call('wait customer-gateway-available')} --customer-gateway-ids ${made}`,
	undo: {by: deleteCustomerGateway, of: CustomerGatewayId => ({CustomerGatewayId})},
});

export function planCustomerGateway(site: Extract<AwsConnection['site'], {kind: 'new'}>, tags: TagList): Action {
	const asn = site.asn ?? defaultSiteAsn;
	return createCustomerGateway.plan({
		id: 'site-gateway',
		detail: `${site.address}, ASN ${asn}`,
		after: [],
		parameters: {
			Type: 'ipsec.1',
			IpAddress: site.address,
			// Source: EC2 API, CreateCustomerGateway: ASNs above 2147483647 have a member of their own.
			...(asn > 2_147_483_647 ? {BgpAsnExtended: asn} : {BgpAsn: asn}),
			...(site.deviceName ? {DeviceName: site.deviceName} : {}),
			...(site.certificateArn ? {CertificateArn: site.certificateArn} : {}),
			TagSpecifications: [{ResourceType: 'customer-gateway', Tags: [{Key: 'Name', Value: site.name}, ...tags]}],
		},
	});
}

/** AWS lets two customer gateways be alike, and gives the first where a second one is made at once. */
async function gatewaysLike(wanted: Request, {reach}: Search) {
	return (await describeCustomerGateways(reach)).filter(
		gateway =>
			!isGoing(gateway) &&
			gateway.IpAddress === wanted.IpAddress &&
			asnOf(gateway) === (wanted.BgpAsnExtended ?? wanted.BgpAsn) &&
			(gateway.DeviceName ?? '') === (wanted.DeviceName ?? ''),
	);
}
