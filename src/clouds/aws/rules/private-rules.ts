import {checkCidr, contains} from '../../../connection/networks.ts';
import {found} from '../../rules/cloud-rule.ts';
import {awsRule, sources, unlessKind} from './rule.ts';

/** What private outside addresses need: the transit gateway, the attachment that carries them, the block they come out of. */
export const privateRules = [
	awsRule({
		id: 'aws.private.gateway',
		field: 'outsideAddressType',
		says: 'Private outside addresses need a transit gateway with a Direct Connect attachment.',
		mend: 'Choose a transit gateway, or public addresses',
		source: `${sources.privateVpn}; ${sources.concentrators} (private Direct Connect: no)`,
		check: draft =>
			draft.outsideAddressType === 'PrivateIpv4'
				? unlessKind(draft, ['tgw'], 'outsideAddressType', 'A private outside address')
				: [],
	}),
	awsRule({
		id: 'aws.private.transport',
		field: 'transportAttachmentId',
		says: 'Private outside addresses need the transit gateway attachment that carries them.',
		mend: 'Give the id of the Direct Connect attachment, as in tgw-attach-0a1b2c3d',
		source: sources.connectionOptions,
		check: draft =>
			draft.outsideAddressType === 'PrivateIpv4' &&
			!draft.transportAttachmentId &&
			'Private outside addresses need a transport attachment',
	}),
	awsRule({
		id: 'aws.private.cidr-block',
		field: 'cloudGateway.id',
		says: 'Private outside addresses come out of the transit gateway’s own CIDR blocks: it needs an IPv4 one.',
		mend: 'Give the transit gateway a CIDR block, a /24 or wider (ModifyTransitGateway), and announce it over Direct Connect',
		source: `${sources.privateVpn}, "Prerequisites"`,
		needs: 'account',
		check: (draft, {cloudGateway}) =>
			draft.outsideAddressType === 'PrivateIpv4' &&
			cloudGateway?.selectable &&
			cloudGateway.ownBlocks?.every(block => checkCidr(block)) === true &&
			`${cloudGateway.id} has no CIDR block that the tunnels' addresses could come from`,
	}),
	awsRule({
		id: 'aws.private.device-apart',
		field: 'site.address',
		enforcedBy: 'tunnelwright',
		says: 'The device’s address lies outside the transit gateway’s CIDR blocks: inside, it could be the address of a tunnel’s other end.',
		mend: 'Give the device an address outside the block, or the transit gateway another block',
		source: `${sources.privateVpn}, "Prepare the transit gateway" (the block must not overlap addresses of other attachments)`,
		needs: 'account',
		check: (draft, {cloudGateway, siteGateway}) => {
			if (draft.outsideAddressType !== 'PrivateIpv4') return [];
			const address = draft.site?.kind === 'new' ? draft.site.address : siteGateway?.address;
			const block = cloudGateway?.ownBlocks?.find(cidr => contains(cidr, `${address}/32`));
			return block
				? found(
						draft.site?.kind === 'new' ? 'site.address' : 'site.id',
						`${address} lies in ${block} of ${cloudGateway?.id}`,
					)
				: [];
		},
	}),
	awsRule({
		id: 'aws.transport.private-only',
		field: 'transportAttachmentId',
		// the page asks for it with private addresses, and does not say that it is refused with others
		enforcedBy: 'tunnelwright',
		says: 'A transport attachment is for private outside addresses only.',
		mend: 'Leave it out, or choose private outside addresses',
		source: sources.connectionOptions,
		check: draft =>
			draft.transportAttachmentId &&
			draft.outsideAddressType !== 'PrivateIpv4' &&
			'A transport attachment is given, but the outside addresses are not private',
	}),
	awsRule({
		id: 'aws.transport.id',
		field: 'transportAttachmentId',
		says: 'A transport attachment’s id looks like tgw-attach-0a1b2c3d.',
		mend: 'Copy the id of the Direct Connect attachment',
		source: sources.connectionOptions,
		check: draft =>
			draft.transportAttachmentId &&
			!/^tgw-attach-[0-9a-f]{8,17}$/.test(draft.transportAttachmentId) &&
			'This is not the id of a transit gateway attachment',
	}),
];
