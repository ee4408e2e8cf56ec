import type {ConnectionStatus} from '../../../clouds/contract/cloud.ts';
import {cloudIds, cloudName} from '../../../clouds/registry.ts';
import type {Place} from '../../../connection/place.ts';
import type {Reading} from '../../../session/read.ts';
import {clockTime} from '../../core/clock-time.ts';
import {placeKey, slotOf, wantAll} from '../../core/loads.ts';
import type {Turn, WizardState} from '../../core/state.ts';
import {canSignIn} from '../accounts/accounts.ts';
import type {Offer} from '../home/open.ts';
import {watchRegionOf} from '../watch-region/watch-region.ts';

/** The places whose connections are listed: one region of each cloud that can be signed in to. */
export function watchedPlaces(state: WizardState): readonly Place[] {
	return cloudIds().flatMap(cloud => {
		const region = watchRegionOf(state, cloud);
		return region === undefined || !canSignIn(state, cloud) ? [] : [{cloud, region}];
	});
}

/** `3 of 4 UP`, or – for a connection without tunnels. */
export function tunnelsUp(connections: readonly Pick<ConnectionStatus, 'tunnels'>[]): string {
	const tunnels = connections.flatMap(connection => connection.tunnels);
	const up = tunnels.filter(({state}) => state === 'UP').length;
	return tunnels.length === 0 ? '–' : `${up} of ${tunnels.length} UP`;
}

/** Reads again what stands, where something may have been made or taken away. */
export function lookAgain(state: WizardState): Turn {
	return wantAll(state, statusReadings(state), true);
}

export function statusReadings(state: WizardState): readonly Reading[] {
	return watchedPlaces(state).map(place => ({what: 'status', ...place}));
}

/** The first screen's line: what stands in these regions, as far as it has been read. */
function watchSays(state: WizardState): string {
	const places = watchedPlaces(state);
	if (places.length === 0)
		return cloudIds().some(cloud => canSignIn(state, cloud))
			? 'choose a region to look in'
			: 'needs credentials of a cloud';
	const regions = places.map(({region}) => region).join(' and ');
	const loads = places.map(({cloud, region}) => state.loads[slotOf({what: 'status', cloud, region})]);
	const read = places.flatMap(({cloud, region}) => {
		const found = state.data.statuses[placeKey(cloud, region)];
		return found ? [found] : [];
	});
	const failed = places.filter((_, index) => loads[index]?.status === 'error').map(({cloud}) => cloudName(cloud));
	const bad = failed.length > 0 ? `${failed.join(' and ')} can’t be read` : '';
	if (read.length === 0) {
		if (bad !== '') return bad;
		return loads.some(load => load?.status === 'loading') ? `in ${regions} · reading` : `in ${regions}`;
	}

	const times = loads.flatMap(load => (load?.at === undefined ? [] : [load.at]));
	const oldest = Math.min(...times);
	// counts that nobody may have any more are told with their time
	const age = bad === '' || times.length === 0 ? '' : `read at ${clockTime(oldest, Math.max(oldest, state.now))}`;
	const connections = read.flat();
	const count = `${connections.length} ${connections.length === 1 ? 'connection' : 'connections'}`;
	const tunnels = connections.length === 0 ? '' : tunnelsUp(connections).replace(' UP', ' tunnels UP');
	return [connections.length === 0 ? `no connection in ${regions}` : count, tunnels, age, bad]
		.filter(Boolean)
		.join(' · ');
}

export function watchAtHome(state: WizardState): Offer {
	// what was marked the last time was for something else
	const open = (now: WizardState) => lookAgain({...now, watchMarks: [], screen: {name: 'watch'}});
	return {id: 'watch', title: 'Watch tunnels', says: watchSays(state), open};
}
