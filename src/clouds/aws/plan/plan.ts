import type {ConnectionDocument} from '../../../connection/document.ts';
import {normaliseDocument} from '../../../connection/normalise-document.ts';
import {UserError} from '../../../connection/user-error.ts';
import type {Action, ConvergeOptions, ExistingConnection, Facts, Plan} from '../../contract/cloud.ts';
import type {Comparison} from '../../contract/comparison.ts';
import {planOf} from '../../engine/plan-of.ts';
import {notInRegion} from '../../engine/read-back.ts';
import type {AwsConnection} from '../document.ts';
import {isAws} from '../own-document.ts';
import {pairsLike, samePair} from '../read/duplicate.ts';
import {defaultSiteAsn} from '../read/site-match.ts';
import {awsRules, checkAws, standingRules} from '../rules/rules.ts';
import {compareConnection} from './compare.ts';
import {costsOf, costsOfChange, leftByChange, leftByHandOf} from './consequences.ts';
import {convergingActions} from './converge.ts';
import {makingActions} from './make.ts';

/**
 * The calls that make an AWS connection real, in order. Pure; the same document and facts give the same plan.
 * @throws Error when the document refers to a gateway that `facts` does not hold, or is not an AWS connection
 */
export function planConnection(given: ConnectionDocument, facts: Facts, converge: ConvergeOptions = {}): Plan {
	if (!isAws(given)) throw new Error('This is not an AWS connection');
	const {document, changes} = normaliseDocument(given);
	const {cloudGateway: choice, site, name} = document;
	if (choice.kind !== 'none' && !facts.cloudGateway) throw new Error(`The gateway of ${name} has not been read`);
	if (site.kind === 'existing' && !facts.siteGateway) throw new Error(`${site.id} has not been read`);

	const exists = existing(document, facts, converge);
	const compared = exists && compareConnection(document, facts, exists, converge);
	const notes = changes.map(({field, from, to}) => `${field}: ${from} has host bits set and means ${to}`);
	if (site.kind === 'new' && facts.siteGateway)
		notes.push(
			`The customer gateway ${facts.siteGateway.id} stands for ${site.address}, ASN ${site.asn ?? defaultSiteAsn} already and is used`,
		);
	if (choice.kind === 'new-vgw' && facts.cloudGateway?.id)
		notes.push(`The virtual private gateway ${facts.cloudGateway.id} of ${choice.vpcId} was made for this and is used`);
	const ofPreset = compared?.parts.find(({shown}) => shown.from)?.shown.from;
	if (exists && ofPreset)
		notes.push(
			`Options that the document does not say are those of its ${ofPreset}; a document without security has preset strong. What stands instead: tunnelwright profiles import --from aws --id ${exists.id} --region ${document.region}`,
		);
	const isSame = compared?.parts.every(
		({shown}) => shown.field === 'site.name' || !/^(cloudGateway|site)\b/.test(shown.field),
	);
	if (exists && isSame) notes.push(`${exists.id} joins these gateways already (${exists.state})`);
	const plan = planOf(document, {
		actions: () => makingActions(document, facts),
		standing: exists &&
			compared && {
				exists,
				compared: {...compared.comparison, ...warningsOf(document, facts, converge)},
				actions: convergingActions({document, facts, exists, parts: compared.parts, converge}),
				costs: costsOfChange(compared.parts),
				leftByHand: leftByChange(document, facts, exists, compared.parts),
			},
		rules: awsRules,
		askedAt,
		costs: costsOf(document),
		leftByHand: leftByHandOf(document, facts),
		notes,
	});
	return Object.keys(converge).length > 0 ? {...plan, converge} : plan;
}

/** What keeps traffic from getting through to it, though it may be as the document says. */
function warningsOf(
	document: AwsConnection,
	facts: Facts,
	{connectionId = facts.connectionId}: ConvergeOptions,
): Pick<Comparison, 'warnings'> {
	const asked = connectionId === undefined ? facts : {...facts, connectionId};
	const found = checkAws(document, asked, standingRules);
	const warnings = found.map(({rule, field, message, mend}) => ({rule, field, message, ...(mend && {mend})}));
	return warnings.length > 0 ? {warnings} : {};
}

/** Where a document asks for what is made beside a connection that stands. */
function askedAt({call}: Action): string {
	if (/Route$/.test(call)) return 'routing.prefixes';
	if (call === 'EnableVgwRoutePropagation') return 'routeTables';
	if (call === 'CreateCustomerGateway') return 'site';
	return call === 'CreateTags' ? 'tags' : 'cloudGateway';
}

/** Whatever its routing: that it is another one is a difference. @throws UserError where the connection that was asked for is not there, or nobody knows which one is meant */
function existing(
	document: AwsConnection,
	facts: Facts,
	{connectionId}: ConvergeOptions,
): ExistingConnection | undefined {
	const asked = connectionId === undefined ? facts : {...facts, connectionId};
	const found = samePair(document, asked);
	const [one, ...others] = asked.connectionId === undefined ? pairsLike(document, facts) : [];
	if (one && others.length > 0)
		throw new UserError(`${[one, ...others].map(({id}) => id).join(', ')} join these two gateways`, {
			field: 'name',
			mend: 'Edit the connection that is meant itself, or give the document its name',
			mendByOption: `Say which one is meant: --connection ${one.id}; or give the document its name`,
		});
	if (!found && asked.connectionId !== undefined) throw notInRegion('AWS', document.region, asked.connectionId);
	return found;
}
