import {type ErrorText, told} from '../../net/error-text.ts';

/** Refusals of a change of what stands, as far as they mean something else than of a create. */
export const changeErrors: readonly ErrorText[] = [
	...told('tag 2018-08-13, ModifyResourceTags, error codes', [
		{
			code: 'LimitExceeded.ResourceAttachedTags',
			says: 'The tunnel carries as many tags as it may',
			mend: 'Take tags away from it first, or use fewer',
			field: 'tags',
		},
		{
			code: ['LimitExceeded.TagKey', 'LimitExceeded.TagValue'],
			says: 'The account has as many tag keys, or values of this one, as it may',
			mend: 'Use a tag that is there, or delete tags that nothing carries',
			field: 'tags',
		},
		{
			code: 'InvalidParameterValue.ReservedTagKey',
			says: 'A tag’s key is Tencent Cloud’s own',
			mend: 'Choose another key',
			field: 'tags',
		},
		{
			code: ['InvalidParameterValue.DeleteTagsParamError', 'InvalidParameter.Tag'],
			says: 'The tag service does not accept the tags of the call',
			mend: 'Check keys and values of the tags',
			field: 'tags',
		},
		{
			code: ['InvalidParameterValue.ResourceDescriptionError', 'InvalidParameterValue.ResourceIdInvalid'],
			says: 'The tag service does not know the tunnel',
			mend: 'Check whether it was deleted; its tags may be changed in the console',
		},
	]),
	...told('vpc 2017-03-12, ModifyVpnConnectionAttribute, error codes', [
		{
			code: 'UnsupportedOperation.VpnConnSPDOverlap',
			says: 'SPD ranges overlap those of another tunnel',
			mend: 'Choose ranges that no other tunnel carries',
			field: 'ranges',
		},
		{
			code: 'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn',
			says: 'The customer gateway has no ASN',
			mend: 'Choose or create a customer gateway with an ASN',
			field: 'site.asn',
		},
	]),
	...told('vpc 2017-03-12, ModifyCustomerGatewayAttribute, error codes', [
		{
			code: 'UnsupportedOperation.VpnUnsupportedModifyBgpAsn',
			says: 'The ASN can’t be changed: when that is so is not documented, a BGP tunnel that leads to the customer gateway may be why',
			mend: 'Keep the ASN, or make a customer gateway of another address and move the tunnel to it',
			field: 'site.asn',
		},
	]),
	...told('vpc 2017-03-12, ModifyVpnGatewayRoutes and DeleteVpnGatewayRoutes, error codes', [
		{
			code: 'ResourceUnavailable',
			family: true,
			says: 'The VPN gateway, or one of its routes, can’t be changed now',
			mend: 'Look at it in the console, then resume',
		},
	]),
];
