import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudIds, cloudName} from '../../../clouds/registry.ts';
import {derived} from '../../core/derived.ts';
import {type Row, row} from '../../core/list.ts';
import {placeKey, type WizardState} from '../../core/state.ts';
import {watchRegionOf} from '../watch-region/watch-region.ts';
import {tunnelsUp, watchedPlaces} from './watch-list.ts';

/** A connection where it stands. */
interface Connection {
	readonly cloud: CloudId;
	readonly region: string;
	readonly id: string;
}

/** What a row of the list stands for. */
type Meant =
	| ({readonly kind: 'connection'} & Connection)
	/** All connections of a region. */
	| {readonly kind: 'all'; readonly cloud: CloudId; readonly region: string}
	/** Another region of the cloud is to be picked. */
	| {readonly kind: 'other region'; readonly cloud: CloudId};

interface Entry {
	readonly row: Row;
	readonly meant: Meant;
}

/** The rows of the list; the cursor begins at the first. */
export const watchContent = derived(state => {
	const entries = [...connectionEntries(state), ...cloudIds().map(cloud => otherRegion(state, cloud))];
	return {
		rows: entries.map(entry => entry.row),
		meant: new Map(entries.map(({row: {id}, meant}) => [id, meant])),
	};
});

/** What the row of this id stands for. */
export function meantBy(state: WizardState, rowId: string | undefined): Meant | undefined {
	return watchContent(state).meant.get(rowId ?? '');
}

/** The connection that the row of this id stands for; undefined for a row that is no single connection. */
export function connectionBy(state: WizardState, rowId: string | undefined): Connection | undefined {
	const meant = meantBy(state, rowId);
	return meant?.kind === 'connection' ? meant : undefined;
}

/** The rows that stand for all connections of a region come first: one finds them without looking. */
function connectionEntries(state: WizardState): readonly Entry[] {
	const places = watchedPlaces(state).map(place => ({
		...place,
		connections: state.data.statuses[placeKey(place.cloud, place.region)] ?? [],
	}));
	const all = places
		.filter(({connections}) => connections.length > 1)
		.map(({cloud, region, connections}): Entry => {
			const cells = ['', `all ${connections.length} of ${cloudName(cloud)}`, '', tunnelsUp(connections), region, ''];
			return {row: row(`${cloud} ${region}`, cells, {group: true}), meant: {kind: 'all', cloud, region}};
		});
	const single = places.flatMap(({cloud, region, connections}) =>
		connections.map((connection): Entry => {
			const {id, name, state: standing, cloudGatewayId, siteGatewayId} = connection;
			const rowId = `${cloud} ${region} ${id}`;
			const gateways = [cloudGatewayId, siteGatewayId].filter(Boolean).join(' ⇄ ');
			const cells = [id, name || id, standing, tunnelsUp([connection]), region, gateways];
			return {row: row(rowId, cells, markOf(state, rowId)), meant: {kind: 'connection', cloud, region, id}};
		}),
	);
	return [...all, ...single];
}

function otherRegion(state: WizardState, cloud: CloudId): Entry {
	const looked = watchRegionOf(state, cloud);
	const says = looked === undefined ? 'none is listed yet' : `in place of ${looked}`;
	const cells = [`+ another region of ${cloudName(cloud)}`, '', '', '', says, ''];
	return {row: row(`region ${cloud}`, cells, {offer: true}), meant: {kind: 'other region', cloud}};
}

const markOf = ({watchMarks}: WizardState, id: string) =>
	watchMarks.length === 0 ? {} : {marked: watchMarks.includes(id)};
