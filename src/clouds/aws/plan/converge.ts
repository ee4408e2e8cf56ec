import {own} from '../../../connection/own.ts';
import type {Action} from '../../contract/cloud.ts';
import {planAttachmentTags} from '../actions/create-tags.ts';
import {planPropagationEnd} from '../actions/disable-vgw-route-propagation.ts';
import {planConnectionLookUp} from '../actions/look-up-vpn-connection.ts';
import {planTagRemoval, planTags, type TagValue} from '../actions/tag-change.ts';
import {isMadeHere} from './compare-tags.ts';
import {isMoved, isTunnelsLater, moveActions, optionActions, routeRemoval} from './connection-actions.ts';
import {type Converging, valuesIn} from './converging.ts';
import {prefixesIn, propagationActions, routeActions} from './make.ts';
import {quietTunnelActions, tunnelActions} from './tunnel-actions.ts';

/**
 * What makes a connection that stands like its document, in order: first what takes nothing down, then one tunnel after the other, then what takes the
 * whole connection down, and last what goes. One changing call at a time: each waits for the one before. None where nothing is to be done. Pure.
 * Source: aws-cli and Terraform wait after each call, since only one can run on a connection at a time (Landing Zone Accelerator on AWS, its docs).
 */
export function convergingActions(given: Converging): readonly Action[] {
	const {exists, parts} = given;
	const moved = isMoved(given);
	const tunnels = tunnelActions(given);
	const later = isTunnelsLater(given);
	// a virtual private gateway has no large tunnels: they are made small before the connection comes there
	const narrows = parts.some(({name, wanted}) => name === 'tunnelBandwidth' && wanted === 'standard');
	const whole = [moveActions(given), optionActions(given)];
	const actions = [
		...tagActions(given, planTags),
		...(moved ? [] : missingActions(given)),
		...quietTunnelActions(given),
		...(later ? [] : tunnels),
		...(narrows ? whole.toReversed() : whole).flat(),
		...(later ? tunnels : []),
		...(moved ? [] : parts.filter(({by}) => by === 'route').flatMap(({name}) => routeRemoval(given, name))),
		...parts
			.filter(({by}) => by === 'table')
			.flatMap(part =>
				valuesIn([part]).map(value => planPropagationEnd(exists.cloudGatewayId ?? '', part.name, {after: [], value})),
			),
		...tagActions(given, planTagRemoval),
	];
	return actions.length === 0 ? [] : [planConnectionLookUp(exists.id), ...oneByOne(actions)];
}

/** Each waits until the connection can be changed, and for what takes something down before it. */
function oneByOne(actions: readonly Action[]): readonly Action[] {
	let before = 'connection';
	return actions.map(action => {
		const waiting = {...action, after: [...new Set([...action.after, before])]};
		if (action.change && action.change.interrupts.kind !== 'nothing') before = action.id;
		return waiting;
	});
}

/** What the document asks for beside the connection and is not there. What could not be read is not known to be missing. */
function missingActions({document, facts, exists}: Converging): readonly Action[] {
	const standing = new Set(exists.routes?.map(({destination}) => destination));
	const prefixes = exists.routes === undefined ? [] : prefixesIn(document).filter(prefix => !standing.has(prefix));
	const isUnread = facts.unread?.some(({id}) => id === 'attachment') ?? false;
	const tags = Object.entries({Name: document.name, ...document.tags})
		.filter(([key]) => own(exists.attachment?.tags, key) === undefined)
		.map(([Key, Value]) => ({Key, Value}));
	const needed = routeActions(document, facts, prefixes).flatMap((action): readonly Action[] => {
		if (action.id !== 'transit-attachment-tags') return [action];
		return isUnread || tags.length === 0 || !isMadeHere(exists) ? [] : [planAttachmentTags(tags)];
	});
	const parts = needed.some(({id}) => id !== 'transit-attachment') ? needed : [];
	return [...parts, ...propagationActions(document, facts, exists.cloudGatewayId)];
}

/** Tags of the connection, of its attachment and of its gateways, by one of the two ways to change them. */
function tagActions(
	{exists, facts, parts}: Converging,
	plan: (given: Parameters<typeof planTags>[0], tags: readonly TagValue[]) => readonly Action[],
): readonly Action[] {
	const tagged = [
		{by: 'tags', resource: exists.id},
		{by: 'attachment-tags', resource: exists.attachment?.id ?? ''},
		{by: 'site-tags', resource: facts.siteGateway?.id ?? ''},
		{by: 'gateway-tags', resource: facts.cloudGateway?.id ?? ''},
	] as const;
	return tagged.flatMap(({by, resource}) => {
		const tags = parts
			.filter(part => part.by === by)
			.flatMap(part =>
				valuesIn([part]).map(shown => ({key: part.name, was: tagIn(part.was), wanted: tagIn(part.wanted), shown})),
			);
		return plan({resource, after: []}, tags);
	});
}

/** A tag's value out of how settings write it: `""` has none and is there all the same. */
function tagIn(value: string): string | undefined {
	if (value === '') return undefined;
	return value === '""' ? '' : value;
}
