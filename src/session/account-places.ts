import type {Cloud, CloudId, Identity} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import type {FleetPlace} from '../watch/fleet/fleet.ts';
import {WrongChoice} from '../watch/fleet/place-trouble.ts';
import type {AskedPlace} from '../watch/fleet/watched-place.ts';
import type {FleetChoice} from './fleet-choice.ts';
import {identityOf} from './identity.ts';
import type {Clouds} from './open-session.ts';

/** Of which profile the places are. */
interface Of {
	readonly cloud: CloudId;
	readonly profile: string | undefined;
	/** For people. */
	readonly shown: string;
}

/** A place that is asked, and the profiles that lead to it. */
interface Taken {
	readonly place: FleetPlace;
	readonly shown: readonly string[];
}

/** How many profiles are named with their accounts. */
const mostNamed = 10;

/** The places of accounts. Two profiles of one account are one place in a region: it is asked once, and says so. */
export class AccountPlaces {
	readonly #accounts: readonly string[];
	readonly #clouds: Pick<Clouds, 'cloudAt'>;
	/** By cloud, account and region. */
	readonly #taken = new Map<string, Taken>();
	/** How many profiles are asked. */
	readonly #all: number;
	/** Whose account each of them is, by cloud and profile; undefined where it does not tell. */
	readonly #identities = new Map<string, {readonly shown: string; readonly account: string | undefined}>();

	/** @param all how many profiles will be asked */
	constructor({accounts = []}: FleetChoice, clouds: Pick<Clouds, 'cloudAt'>, all: number) {
		this.#all = all;
		this.#accounts = accounts;
		this.#clouds = clouds;
	}

	/**
	 * The places of a profile, with the Cloud that they are asked through from now on, whoever is picked later; none where its account is not among those that are wanted.
	 * @throws UserError, CloudError; WrongChoice once every account is known, and none of them has a number that was named
	 */
	async find(
		of: Of,
		regions: (all: () => Promise<readonly string[]>) => Promise<readonly string[]>,
		asked: (place: FleetPlace, cloud: Cloud) => AskedPlace,
		signal: AbortSignal,
	): Promise<readonly AskedPlace[]> {
		const {cloud: id, profile} = of;
		const cloud = await this.#clouds.cloudAt({cloud: id, region: '', ...(profile === undefined ? {} : {profile})});
		const [identity, found] = await Promise.all([identityOf(cloud, signal), regions(() => allRegions(cloud, signal))]);
		const account = identity?.account;
		this.#identities.set([id, profile ?? ''].join(' '), {shown: of.shown, account});
		this.#refuseUnknown();
		if (account !== undefined && this.#accounts.length > 0 && !this.#accounts.includes(account)) return [];
		return [...new Set(found)].map(region => asked(this.#place(of, region, identity), cloud));
	}

	#refuseUnknown(): void {
		const known = [...this.#identities.values()];
		if (known.length < this.#all || known.some(({account}) => account === undefined)) return;
		const unknown = this.#accounts.find(number => !known.some(({account}) => account === number));
		if (unknown === undefined) return;
		const are = known.slice(0, mostNamed).map(({shown, account}) => `${shown} is ${account}`);
		const more = known.length > mostNamed ? [`and ${known.length - mostNamed} more`] : [];
		throw new WrongChoice(
			`--account ${printable(unknown, 60)}: none of the profiles is of that account; ${printable([...are, ...more].join(', '), 600)}`,
			{field: '--account', mend: 'name one of these accounts, or the profile that is of the other one'},
		);
	}

	#place({cloud, profile, shown}: Of, region: string, identity: Identity | undefined): FleetPlace {
		const account = identity?.account;
		const own: FleetPlace = {
			cloud,
			region,
			...(profile === undefined ? {} : {profile}),
			key: [cloud, ...(profile === undefined ? [] : [profile]), region].join(' '),
			account: account === undefined ? shown : `${shown} (${account})`,
			...(account === undefined ? {} : {accountNumber: account}),
		};
		if (account === undefined) return own;
		const key = [cloud, account, region].join(' ');
		const taken = this.#taken.get(key);
		if (taken === undefined || taken.place.key === own.key) {
			this.#taken.set(key, {place: own, shown: [shown]});
			return own;
		}

		const names = [...new Set([...taken.shown, shown])];
		const place = {...taken.place, account: `${names.join(' and ')} (${account})`};
		this.#taken.set(key, {place, shown: names});
		return place;
	}
}

/** Those that the account has switched on. A region that no list names, as a closed one, is watched where somebody names it. */
async function allRegions(cloud: Cloud, signal: AbortSignal): Promise<readonly string[]> {
	const regions = (await cloud.regions(signal)).filter(({selectable}) => selectable);
	const listed = regions.filter(({state}) => state !== '');
	return (listed.length > 0 ? listed : regions).map(({id}) => id);
}
