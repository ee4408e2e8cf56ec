import {anyCloud} from '../../../clouds/registry.ts';
import {helpKey} from '../../core/keys.ts';
import {derived, row, rowIn} from '../../core/list.ts';
import {enterKey, moveKey, typedInList} from '../../core/list-screen.ts';
import type {List, Screen} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {leaveKey} from '../../core/ways-out.ts';
import {accountsAtHome, lookAround, sandboxAtHome} from '../accounts/at-home.ts';
import {draftsAtHome, newAtHome} from '../drafts/at-home.ts';
import {profilesAtHome} from '../profiles/questions.ts';
import {runsAtHome} from '../runs/open.ts';
import {lookOnce, openWatch, watchAtHome} from '../watch/at-home.ts';
import type {Offer} from './open.ts';

const content = derived(state => {
	const offers = [
		newAtHome(),
		...draftsAtHome(state),
		profilesAtHome(state),
		watchAtHome(state),
		...runsAtHome(state),
		...sandboxAtHome(state),
		...accountsAtHome(state),
	];
	return {
		offers: new Map(offers.map((offer): [string, Offer] => [offer.id, offer])),
		rows: offers.map(({id, title, says, whole, apart = false}) =>
			row(id, [title, says, ...(whole === undefined ? [] : [whole])], {apart}),
		),
		preferred: 'new',
	};
});

const list: List = {
	key: 'home',
	columns: [],
	readings: [],
	question: '',
	help: '',
	empty: '',
	content,
	choose: (state, {id}) => content(state).offers.get(id)?.open(state) ?? turn(state),
};

/** The first screen: what can be done, and whom the clouds would take us for. */
export const homeScreen: Screen = {
	list: () => list,
	keys(state) {
		const here = content(state).offers.get(rowIn(state, list)?.id ?? '');
		return [
			helpKey,
			enterKey(state, list, 'choose'),
			moveKey(list, ['up', 'down', 'home', 'end']),
			...(here?.keys ?? []),
			{...leaveKey({keys: ['q'], code: 0}), shown: ''},
			leaveKey(),
		];
	},
	typed: (state, key) =>
		key.name === 'page-up' || key.name === 'page-down' ? typedInList(state, list, key) : turn(state),
	hears: {
		started: start,
		'signed-in': (state, {credentials, regions, signIns = state.signIns}) =>
			andThen(lookAround({...state, options: {...state.options, credentials, regions}, signIns}), lookOnce),
	},
	about: () => [
		`tunnelwright joins a site to ${anyCloud()} over IPsec: choose, check, dry-run, confirm, create, watch the tunnels come up. Nothing is made before the confirmation, and Enter alone never confirms.`,
	],
};

/** The first frame stands: what the user's machine keeps is listed. Who would sign in is found out meanwhile, but for the sandbox. */
function start(state: WizardState): Turn {
	const {profile, sandbox, watch} = state.options;
	const listed = turn(
		state,
		{type: 'list-profiles'},
		{type: 'list-drafts'},
		{type: 'list-runs'},
		...(profile === undefined ? [] : [{type: 'load-profile', name: profile} as const]),
	);
	const opened = watch ? andThen(listed, now => openWatch(now)) : listed;
	return sandbox ? andThen(opened, now => andThen(lookAround(now), lookOnce)) : opened;
}
