import type {ModifyCustomerGatewayAttributeRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, Change} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {type CallData, tencentChange} from './tencent-change.ts';

/**
 * Gives a customer gateway another name, or another ASN: its address stays for life. The name has to be in each request; of the ASN the page says that
 * an account needs BGP to change it, so that it is sent only where it changes.
 * Source: vpc 2017-03-12, ModifyCustomerGatewayAttribute.
 */
export const modifyCustomerGateway = tencentChange({
	call: 'ModifyCustomerGatewayAttribute',
	title: 'change customer gateway',
	logged: {
		request: shapeOf<ModifyCustomerGatewayAttributeRequest>({
			id: ['CustomerGatewayId'],
			number: ['BgpAsn'],
			hidden: ['CustomerGatewayName'],
		}),
		response: total,
	},
	subject,
	after: ({parameters: {CustomerGatewayName, BgpAsn}}) => ({
		name: text(CustomerGatewayName),
		...(BgpAsn !== undefined && {ASN: text(BgpAsn)}),
	}),
	before: ({parameters, change}) => {
		const was = (field: string) => change?.values.find(value => value.field === field)?.was;
		return {name: was('site.name') ?? text(parameters.CustomerGatewayName), ASN: was('site.asn') ?? ''};
	},
	async stands(call, place, {inventory}) {
		const gateway = await inventory.siteGateway(place, subject(call));
		return gateway && {values: {name: gateway.name, ASN: text(gateway.asn)}};
	},
	back: {
		call: 'ModifyCustomerGatewayAttribute',
		title: 'put customer gateway back',
		about: call => ({CustomerGatewayId: subject(call)}),
	},
});

function subject({parameters}: CallData): string {
	return text(parameters.CustomerGatewayId);
}

/** How a customer gateway is called, and its ASN where that changes. */
interface SiteValues {
	readonly name: string;
	readonly asn?: number;
}

/** @param was without an ASN where it had none: none can be put back then */
export function planSiteValues(
	id: string,
	{was, wanted}: {readonly was: SiteValues; readonly wanted: SiteValues},
	change: Omit<Change, 'back'>,
): Action {
	const request = ({name, asn}: SiteValues) =>
		({
			CustomerGatewayId: id,
			CustomerGatewayName: name,
			...(wanted.asn !== undefined && asn !== undefined && {BgpAsn: asn}),
		}) satisfies ModifyCustomerGatewayAttributeRequest;
	const canGoBack = was.name !== '' && (wanted.asn === undefined || was.asn !== undefined);
	return modifyCustomerGateway.plan({
		id: 'site-values',
		detail: `${id}: ${change.values.map(({what}) => what).join(', ')}`,
		parameters: request(wanted),
		after: [],
		change: {
			...change,
			...(canGoBack && {back: {call: 'ModifyCustomerGatewayAttribute', parameters: {...request(was)}}}),
		},
	});
}
