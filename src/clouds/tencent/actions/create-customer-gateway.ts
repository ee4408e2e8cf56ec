import type {CreateCustomerGatewayRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action} from '../../contract/cloud.ts';
import {textOf} from '../../engine/undo-action.ts';
import {shapeOf} from '../../net/loggable.ts';
import type {TencentConnection} from '../document.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {customerGatewayShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {tagsPart} from './connection-request.ts';
import {made, tencentAction} from './tencent-action.ts';
import {notPlanned, tencentUndo} from './tencent-undo.ts';

export const deleteCustomerGateway = tencentUndo({
	call: 'DeleteCustomerGateway',
	logged: {request: {CustomerGatewayId: 'id'}, response: total},
	of: (_action, {result: {id}}) => ({detail: id, parameters: {CustomerGatewayId: id}}),
	async look(step, place, {inventory}) {
		return (await inventory.siteGateway(place, textOf(step, 'CustomerGatewayId'))) ? 'there' : 'gone';
	},
	request: async step => ({CustomerGatewayId: textOf(step, 'CustomerGatewayId')}),
	async whyNotPlanned(step, {plan}, place, {inventory}) {
		const planned = plan.actions.find(({call}) => call === 'CreateCustomerGateway')?.parameters;
		const id = textOf(step, 'CustomerGatewayId');
		const gateway = planned && (await inventory.siteGateway(place, id));
		if (!gateway) return undefined;
		const pairs = [
			['address', text(gateway.address), text(planned.IpAddress)],
			['name', gateway.name, text(planned.CustomerGatewayName)],
		] as const;
		return notPlanned(
			id,
			pairs.flatMap(([what, stands, wanted]) =>
				wanted === '' || stands === wanted ? [] : [`its ${what} is ${stands}, planned was ${wanted}`],
			),
		);
	},
});

/** Source: vpc 2017-03-12, CreateCustomerGateway. */
export const createCustomerGateway = tencentAction({
	call: 'CreateCustomerGateway',
	title: 'create customer gateway',
	makes: 'customer gateway',
	idInReply: 'CustomerGateway.CustomerGatewayId',
	idPrefix: 'cgw',
	logged: {
		request: shapeOf<CreateCustomerGatewayRequest>({
			address: ['IpAddress'],
			number: ['BgpAsn'],
			hidden: ['CustomerGatewayName', 'Tags'],
		}),
		response: {...total, CustomerGateway: customerGatewayShape},
	},
	undo: deleteCustomerGateway,
	/** The customer gateway of the address, and the ASN where one is asked for; the one of the name first. */
	async find({parameters}, context, {inventory}) {
		const address = text(parameters.IpAddress);
		const {BgpAsn: asn, CustomerGatewayName: name} = parameters;
		const gateways = await inventory.siteGateways(callPlaceOf(context), [{name: 'ip-address', values: [address]}]);
		const matching = gateways.filter(found => found.address === address && (asn === undefined || found.asn === asn));
		const gateway = matching.find(found => found.name === name) ?? matching[0];
		return (
			gateway && {
				id: gateway.id,
				detail: `${gateway.id}, ${gateway.address}`,
				sameName: gateway.name === name,
			}
		);
	},
	async perform(action, _context, _reach, send) {
		const reply = await send();
		const id = text(reply.CustomerGateway?.CustomerGatewayId);
		return made(action, reply, id, `${id}, ${text(action.parameters.IpAddress)}`);
	},
});

/** @param site the new customer gateway that the document describes */
export function planCustomerGateway(
	site: Extract<TencentConnection['site'], {kind: 'new'}>,
	document: TencentConnection,
): Action {
	return createCustomerGateway.plan({
		id: 'site-gateway',
		detail: [site.address, site.asn === undefined ? '' : `ASN ${site.asn}`].filter(Boolean).join(', '),
		parameters: {
			CustomerGatewayName: site.name,
			IpAddress: site.address,
			...(site.asn !== undefined && {BgpAsn: site.asn}),
			...tagsPart(document),
		},
		after: [],
	});
}
