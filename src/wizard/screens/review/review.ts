import {cloudName} from '../../../clouds/registry.ts';
import type {Finding} from '../../../connection/finding.ts';
import {splitList, splitTags, textOf} from '../../answers/answers.ts';
import {type Asked, askedOf, ownGatewayAsn} from '../../answers/asked.ts';
import type {WizardState} from '../../core/state.ts';
import {missing} from '../../steps/flow.ts';
import type {Option} from '../../steps/options/option.ts';
import {changedOptions, changesSecurity} from '../../steps/options/option-table.ts';
import {valueInForce, wordsOf} from '../../steps/options/option-values.ts';
import {mappingCount} from '../../steps/pairs/pairs.ts';
import {placedFindings} from '../../steps/placed-findings.ts';
import {modeTitle} from '../../steps/routing/modes.ts';
import {keyFrom} from '../../steps/security/key-from.ts';
import {type Standing, standingBy, standingOf} from '../../steps/standing.ts';
import type {Step, StepId} from '../../steps/step.ts';
import {visibleSteps} from '../../steps/steps.ts';

/** One answer as the review and the summary show it. */
export interface ReviewLine {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
	readonly label: string;
	/** '' while it is not answered. */
	readonly value: string;
	/** Why it can't stand; undefined when it can. */
	readonly open: string | undefined;
	readonly standing: Standing;
	readonly findings: readonly Finding[];
}

const labels: Readonly<Record<StepId, string>> = {
	cloud: 'Cloud',
	region: 'Region',
	gateway: 'Cloud gateway',
	'gateway-vpc': 'Its VPC',
	'gateway-new': 'New gateway',
	site: 'Site gateway',
	'site-new': 'New site',
	routing: 'Routing',
	pairs: 'Ranges',
	routes: 'Ranges',
	security: 'Security',
	options: 'Options',
	name: 'Name',
};

/** Every answer in order, with its findings. */
export function reviewLines(state: WizardState): readonly ReviewLine[] {
	const asked = askedOf(state);
	const byPlace = findingsByPlace(state);
	return visibleSteps(asked).flatMap(step => {
		const options = step.kind === 'options' ? optionLines(asked, byPlace) : [];
		const told = new Set(options.flatMap(({findings}) => findings));
		const open = missing(step, asked, state);
		const findings = byPlace.get(step.id) ?? [];
		// what the checks refuse of a thing that is gone says the same in other words
		const isSaid = ({severity}: Finding) => open !== undefined && step.list !== undefined && severity === 'refuse';
		const line: ReviewLine = {
			step: step.id,
			label: labels[step.id],
			value: answerOf(step, asked, state, findings),
			open,
			standing: standingOf(step, asked, state),
			findings: ofTunnels(findings.filter(finding => !told.has(finding) && !isSaid(finding))),
		};
		return [line, ...options];
	});
}

/** Findings of one tunnel say of which; one that both tunnels share is said once. */
function ofTunnels(findings: readonly Finding[]): readonly Finding[] {
	const tunnelOf = ({field}: Finding) => /^tunnels\[(\d)\]/.exec(field)?.[1];
	const isTwin = (a: Finding, b: Finding) => a !== b && a.message === b.message && a.severity === b.severity;
	return findings.flatMap((finding, index) => {
		const tunnel = tunnelOf(finding);
		if (tunnel === undefined || /\btunnels?\b/i.test(finding.message)) return [finding];
		const twin = findings.findIndex(other => isTwin(finding, other) && tunnelOf(other) !== undefined);
		if (twin >= 0 && twin < index) return [];
		return [{...finding, message: `${twin < 0 ? `tunnel ${Number(tunnel) + 1}` : 'both tunnels'}: ${finding.message}`}];
	});
}

/** Each option that is not at its standard, on a line of its own. */
function optionLines(asked: Asked, byPlace: ReadonlyMap<string, readonly Finding[]>): readonly ReviewLine[] {
	return changedOptions(asked.cloud, asked.answers).map(option => {
		const findings = byPlace.get(`options ${option.path}`) ?? [];
		return {
			step: 'options',
			field: option.path,
			label: '',
			value: `${nameOf(option)}: ${wordsOf(option, valueInForce(option, asked.answers))}`,
			open: undefined,
			standing: standingBy(findings),
			findings,
		};
	});
}

/** An option by a name that tells the two tunnels apart. */
function nameOf({label, section}: Option): string {
	const tunnel = /^Tunnel \d(?=:)/.exec(section)?.[0];
	return tunnel === undefined ? label : `${tunnel}: ${label}`;
}

/** Findings by step, and those of options by `options` and path too. */
function findingsByPlace(state: WizardState): ReadonlyMap<string, readonly Finding[]> {
	const found = new Map<string, Finding[]>();
	const put = (place: string, finding: Finding) => {
		const list = found.get(place);
		if (list) list.push(finding);
		else found.set(place, [finding]);
	};
	for (const {finding, step, field} of placedFindings(state)) {
		put(step, finding);
		if (step === 'options' && field !== undefined) put(`options ${field}`, finding);
	}

	return found;
}

function answerOf(step: Step, asked: Asked, state: WizardState, findings: readonly Finding[]): string {
	const {answers, cloud} = asked;
	const region = answers.region ?? '';
	switch (step.id) {
		case 'cloud':
			return state.answers.cloud ? cloudName(cloud) : '';
		case 'region':
			return [region, state.data.regions[cloud]?.find(({id}) => id === region)?.name].filter(Boolean).join(' · ');
		case 'gateway': {
			const picked = answers.gateways[region];
			if (picked?.kind === 'new-vgw') return 'a new virtual private gateway';
			if (picked?.kind === 'none') return 'none yet: attached later, for Cloud WAN';
			return [picked?.id, asked.gateway?.name, asked.gateway?.attachedTo].filter(Boolean).join(' · ');
		}
		case 'gateway-vpc': {
			const id = answers.vpcs[region];
			const vpc = asked.vpcs?.find(own => own.id === id);
			return [id, vpc?.name, vpc?.networks.join(', ')].filter(Boolean).join(' · ');
		}
		case 'gateway-new':
			return [
				textOf(answers, 'gateway.name') || 'named as the connection',
				`ASN ${textOf(answers, 'gateway.asn') || ownGatewayAsn}`,
			].join(' · ');
		case 'options':
			return optionsText(asked, findings);
		case 'site': {
			const picked = answers.sites[region];
			if (picked?.kind === 'new') return 'a new one';
			const asn = asked.site?.asn;
			return [picked?.id, asked.site?.name, asked.site?.address, asn === undefined ? '' : `ASN ${asn}`]
				.filter(Boolean)
				.join(' · ');
		}
		case 'site-new': {
			const asn = textOf(answers, 'site.asn');
			const device = textOf(answers, 'site.deviceName');
			const words = cloud === 'aws' ? [device && `device ${device}`, textOf(answers, 'site.certificateArn')] : [];
			return [textOf(answers, 'site.name'), textOf(answers, 'site.address'), asn && `ASN ${asn}`, ...words]
				.filter(Boolean)
				.join(' · ');
		}
		case 'routing':
			return answers.mode ? modeTitle(cloud, answers.mode) : '';
		case 'pairs':
			return pairsText(asked);
		case 'routes':
			return routesText(asked);
		case 'security':
			return securityText(asked);
		case 'name': {
			const tags = Object.keys(splitTags(textOf(answers, 'tags'))).length;
			return [textOf(answers, 'name'), tags > 0 && `${tags} tag${tags === 1 ? '' : 's'}`].filter(Boolean).join(' · ');
		}
	}
}

/** What the options come to. What is refused of them is not as usual. */
function optionsText({cloud, answers}: Asked, findings: readonly Finding[]): string {
	const changed = changedOptions(cloud, answers).length;
	if (changed > 0) return `${changed} set apart from the usual`;
	const refused = countRefused(findings);
	return refused === 0 ? 'as usual' : `${refused} to mend`;
}

/** How many answers can't stand: those that are still to be given, and what is refused of the others. */
export function countOpen(lines: readonly ReviewLine[]): {readonly open: number; readonly refused: number} {
	return {
		open: lines.filter(({open}) => open !== undefined).length,
		refused: lines.reduce((sum, {findings}) => sum + countRefused(findings), 0),
	};
}

const countRefused = (findings: readonly Finding[]) => findings.filter(({severity}) => severity === 'refuse').length;

function pairsText({answers}: Asked): string {
	const [first] = answers.pairs;
	if (!first || answers.pairs.length > 1)
		return answers.pairs.length === 0 ? '' : `${answers.pairs.length} pairs, ${mappingCount(answers.pairs)} mappings`;
	return `${first.cloudSide} ⇄ ${rangesText(splitList(first.siteSide))}`;
}

/** Ranges in a few words: a hundred of them would push out of sight what is to be said of one. Its step shows them all. */
function rangesText(ranges: readonly string[]): string {
	if (ranges.length <= 8) return ranges.join(', ');
	return `${ranges.slice(0, 2).join(', ')}, … ${ranges.at(-1)} (${ranges.length} ranges)`;
}

function routesText({answers, cloud, gateway}: Asked): string {
	const tables = gateway?.kind === 'vgw' ? answers.routeTables[gateway.id]?.length : undefined;
	const told =
		tables === undefined ? '' : `${tables} route table${tables === 1 ? '' : 's'} learn${tables === 1 ? 's' : ''} them`;
	if (answers.mode === 'static')
		return [rangesText(splitList(textOf(answers, 'prefixes'))), told].filter(Boolean).join(' · ');
	if (cloud === 'tencent')
		return `${textOf(answers, 'tunnelCidr')} · cloud ${textOf(answers, 'cloudAddress')}, site ${textOf(answers, 'siteAddress')}`;
	const inside = [textOf(answers, 'insideCidr1'), textOf(answers, 'insideCidr2')].filter(Boolean).join(', ');
	return [inside ? `inside ${inside}` : 'inside ranges picked by AWS', told].filter(Boolean).join(' · ');
}

const presetWords: Readonly<Record<string, string>> = {
	strong: 'strong',
	compatible: 'for old devices',
	custom: 'custom',
};

function securityText(asked: Asked): string {
	const {answers, cloud} = asked;
	const source = (key: 'key1' | 'key2') => {
		const from = keyFrom(asked, key);
		return from === 'env'
			? `key from $${textOf(answers, `${key}.env`)}`
			: from === 'typed'
				? 'key typed'
				: 'key generated';
	};
	const sources = cloud === 'aws' ? [source('key1'), source('key2')] : [source('key1')];
	const preset = answers.choices.preset ?? 'strong';
	const isChanged = preset !== 'custom' && changedOptions(cloud, answers).some(changesSecurity);
	return [`${presetWords[preset] ?? preset}${isChanged ? ', changed' : ''}`, ...new Set(sources)].join(' · ');
}
