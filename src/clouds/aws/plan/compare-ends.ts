import type {ExistingConnection, Facts, SiteGateway} from '../../contract/cloud.ts';
import type {Difference} from '../../contract/comparison.ts';
import type {AwsConnection} from '../document.ts';
import {defaultSiteAsn} from '../read/site-match.ts';
import {interruptsOf} from './interrupts.ts';
import type {Part, Parts} from './part.ts';

const nothing: Parts = {differences: [], unspoken: [], notCompared: [], equal: 0};

/** Both gateways of a connection: they differ only where it was asked for by its id. */
export function compareEnds(document: AwsConnection, facts: Facts, exists: ExistingConnection): Parts {
	return {...nothing, differences: [...cloudEnd(document, facts, exists), ...siteEnd(document, facts, exists)]};
}

/** The id of the gateway that a document means; '' for one to be made, and for none. */
export function cloudGatewayOf({cloudGateway: choice}: AwsConnection, facts: Facts): string {
	if ('id' in choice) return choice.id;
	return choice.kind === 'new-vgw' && facts.cloudGateway?.selectable ? facts.cloudGateway.id : '';
}

/** The id of the customer gateway that a document means; '' for one to be made. */
function siteGatewayOf({site}: AwsConnection, facts: Facts): string {
	return site.kind === 'existing' ? site.id : (facts.siteGateway?.id ?? '');
}

function cloudEnd(
	document: AwsConnection,
	facts: Facts,
	{cloudGatewayId: was = ''}: ExistingConnection,
): readonly Part[] {
	const {kind} = document.cloudGateway;
	const wanted = cloudGatewayOf(document, facts);
	if (wanted === was && (wanted !== '' || kind === 'none')) return [];
	const interrupts = whyNotMoved(was, kind) ?? interruptsOf('cloudGateway.id');
	const to = wanted || (kind === 'none' ? '' : 'a new one');
	return [part('cloudGateway.id', 'gateway', {was, wanted: to, interrupts})];
}

/** Source: EC2 API, ModifyVpnConnection: it names a virtual private or a transit gateway, and no other; there is no way to none. */
export function whyNotMoved(was: string, kind: AwsConnection['cloudGateway']['kind']): Difference['interrupts'] {
	if (kind === 'none') return {kind: 'new', why: 'no call takes a connection off its gateway'};
	const isConcentrator = kind === 'concentrator' || (was !== '' && !/^[vt]gw-/.test(was));
	return isConcentrator
		? {kind: 'new', why: 'no call moves a connection to a VPN concentrator, or away from one'}
		: undefined;
}

function siteEnd(
	document: AwsConnection,
	facts: Facts,
	{siteGatewayId: was = ''}: ExistingConnection,
): readonly Part[] {
	const {site} = document;
	const wanted = siteGatewayOf(document, facts);
	if (wanted === was && wanted !== '') return [];
	const before = facts.siteGateways?.find(({id}) => id === was);
	const asn = site.kind === 'new' && (site.asn ?? `${defaultSiteAsn}, which AWS takes where none is given`);
	const to =
		site.kind === 'new' && wanted === ''
			? `a new one, ${site.address}, ASN ${asn}`
			: siteWords(wanted, facts.siteGateway);
	const certificate = site.kind === 'new' ? site.certificateArn : facts.siteGateway?.certificateArn;
	const interrupts =
		before && Boolean(before.certificateArn) !== Boolean(certificate)
			? ({
					kind: 'new',
					why: 'whether the device proves itself by a key or by a certificate is chosen when a connection is made',
				} as const)
			: interruptsOf('site.id');
	const field = site.kind === 'new' ? 'site.address' : 'site.id';
	return [part(field, 'customer gateway', {was: siteWords(was, before), wanted: to, interrupts})];
}

function part(
	field: string,
	what: string,
	{was, wanted, interrupts}: Pick<Difference, 'was' | 'wanted' | 'interrupts'>,
): Part {
	const shown = {field, what, was, wanted, ...(interrupts ? {interrupts} : {})};
	return {shown, by: interrupts?.kind === 'new' ? 'none' : 'move', name: what, was, wanted};
}

function siteWords(id: string, gateway: SiteGateway | undefined): string {
	const {address, asn} = gateway ?? {};
	return [id, address, asn === undefined ? '' : `ASN ${asn}`].filter(Boolean).join(', ');
}

/** A customer gateway keeps the certificate that it was made with. */
export function certificateOf({site}: AwsConnection, {siteGateway}: Facts): Parts {
	if (site.kind !== 'new' || !siteGateway) return nothing;
	const [was, wanted] = [siteGateway.certificateArn ?? '', site.certificateArn ?? ''];
	if (was === wanted) return nothing;
	const field = 'site.certificateArn';
	const differs = part(field, 'certificate of the customer gateway', {was, wanted, interrupts: interruptsOf(field)});
	return {...nothing, differences: [differs]};
}
