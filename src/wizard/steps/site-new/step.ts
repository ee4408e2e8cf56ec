import {moduleOf} from '../../../clouds/registry.ts';
import {asnProblem} from '../../../connection/asn-problem.ts';
import {checkIpv4} from '../../../connection/networks.ts';
import {textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {asNumber, type Field, ownFields, putTexts, textsIn} from '../field.ts';
import type {Step} from '../steps.ts';

const fields: readonly Field[] = [
	{
		kind: 'text',
		id: 'site.address',
		label: 'Public address',
		placeholder: 'e.g. 203.0.113.24',
		help: 'The public IPv4 address of the VPN device at the site. Behind NAT it is the address that the internet sees.',
		path: () => 'site.address',
		toValue: text => text,
		syntax: value => (value === '' ? 'Give the address that the cloud will send to' : checkIpv4(value)),
	},
	{
		kind: 'text',
		id: 'site.asn',
		label: 'ASN',
		placeholder: 'e.g. 65010',
		help: 'The BGP autonomous system number of the site; a private one is 64512 to 65534, or 4200000000 to 4294967294. It must differ from the cloud side’s. Without BGP it is only a label.',
		path: () => 'site.asn',
		...asNumber,
		syntax: (value, {cloud}) => (value === '' ? moduleOf(cloud).form.site.asnNeeded : asnProblem(value)),
	},
	{
		kind: 'text',
		id: 'site.name',
		label: 'Name',
		placeholder: 'e.g. berlin-office',
		free: true,
		help: cloud =>
			`The customer gateway’s name in the cloud’s lists. At most ${moduleOf(cloud).form.site.longestName} characters.`,
		path: () => 'site.name',
		toValue: text => text,
		syntax: value => (value === '' ? 'Give the site a name' : undefined),
	},
	...ownFields(({site}) => site.fields),
];

export const siteNewStep: Step = {
	id: 'site-new',
	title: 'site gateway',
	label: 'New site',
	kind: 'form',
	question: () => 'What is the site’s device?',
	help: () => 'A customer gateway with these values is made together with the connection.',
	when: ({answers}) => answers.sites[answers.region ?? '']?.kind === 'new',
	fields,
	toDocument(draft, answers) {
		if (draft.site?.kind === 'new') putTexts(fields, draft, answers);
	},
	fromDocument: draft => (draft.site?.kind === 'new' ? {texts: textsIn(fields, draft), seen: ['site-new']} : {}),
	madeUp: {
		'site.address': {called: 'address', seen: 'site-new'},
		'site.asn': {called: 'ASN', seen: 'site-new'},
		'site.name': {called: 'site’s name', seen: 'site-new'},
	},
	suggest(asked) {
		if (!asked.sandbox) return undefined;
		const texts = {'site.address': freeAddress(asked), 'site.asn': String(freeAsn(asked)), 'site.name': 'my-site'};
		return {texts, madeUp: texts};
	},
	says(asked) {
		const text = (id: string) => textOf(asked.answers, id);
		const asn = text('site.asn');
		const words = moduleOf(asked.cloud).form.site.says?.(text) ?? [];
		return [text('site.name'), text('site.address'), asn && `ASN ${asn}`, ...words].filter(Boolean).join(' · ');
	},
};

/** An address of the documentation ranges (RFC 5737). */
function freeAddress({sites}: Asked): string {
	for (let last = 24; last < 250; last += 1) {
		const address = `203.0.113.${last}`;
		if (!sites?.some(site => site.address === address)) return address;
	}

	return '198.51.100.24';
}

function freeAsn({gateway}: Asked): number {
	return gateway?.asn === 65_010 ? 65_020 : 65_010;
}
