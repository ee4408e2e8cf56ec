import {unlessRefused} from '../../../engine/or-unread.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import {list, number, text} from '../../wire/reply.ts';

/** What the monitor keeps of tunnels, and of gateways. */
export type Namespace = 'QCE/VPNX' | 'QCE/VPNGW';

/** A metric as it has to be asked for. */
export interface Metric {
	/** In the letters that this account's region has it in. */
	readonly name: string;
	/** The dimension that names a tunnel or a gateway. */
	readonly dimension: string;
	/** '' where the cloud does not say. */
	readonly unit: string;
	/** The steps that it has, seconds, shortest first. */
	readonly periods: readonly number[];
}

/** By their names in lower case: the pages have them in different letters. */
type Metrics = ReadonlyMap<string, Metric>;

/**
 * The metrics as the pages of the monitor have them, for accounts that may not list them. Source: Cloud Monitor, "VPN tunnel monitoring metrics" (QCE/VPNX)
 * and "VPN gateway monitoring metrics" (QCE/VPNGW).
 */
const documented: Readonly<
	Record<Namespace, {readonly dimension: string; readonly units: Readonly<Record<string, string>>}>
> = {
	'QCE/VPNX': {
		dimension: 'vpnConnId',
		units: {OutBandwidth: 'Mbps', InBandwidth: 'Mbps', PkgDrop: '%'},
	},
	'QCE/VPNGW': {dimension: 'vpnGwId', units: {VpnBandwidthUsageRate: '%'}},
};

/** The step that the monitor goes by where none is named. Source: monitor 2018-07-24, GetMonitorData, Period. */
const usualPeriod = 300;

/** Reads which metrics there are, once a region and namespace. */
export class TencentMetrics {
	readonly #client: TencentClient;
	readonly #known = new Map<string, Metrics>();

	constructor(client: TencentClient) {
		this.#client = client;
	}

	/** @throws CloudError when the list could not be asked for; where it is refused, the documented names count */
	async of(place: CallPlace, namespace: Namespace): Promise<Metrics> {
		const key = `${place.region} ${namespace}`;
		const known = this.#known.get(key);
		if (known) return known;
		const told = await unlessRefused(() => this.#list(place, namespace));
		if (!told) return documentedMetrics(namespace);
		this.#known.set(key, told);
		return told;
	}

	async #list(place: CallPlace, namespace: Namespace): Promise<Metrics> {
		const reply = await this.#client.read('monitor', 'DescribeBaseMetrics', {Namespace: namespace}, place);
		const wanted = documented[namespace];
		return new Map([
			...documentedMetrics(namespace),
			...list(reply.MetricSet).flatMap(({MetricName, Unit, Period, Dimensions}): [string, Metric][] => {
				const name = text(MetricName);
				const names = list(Dimensions).flatMap(({Dimensions: each}) => (Array.isArray(each) ? each.map(text) : []));
				const dimension = names.find(each => each.toLowerCase() === wanted.dimension.toLowerCase());
				if (name === '') return [];
				const periods = (Array.isArray(Period) ? Period : []).flatMap(each => number(Number(each)) ?? []);
				return [
					[
						name.toLowerCase(),
						{
							name,
							dimension: dimension ?? wanted.dimension,
							unit: text(Unit),
							periods: periods.filter(each => each > 0).sort((one, other) => one - other),
						},
					],
				];
			}),
		]);
	}
}

function documentedMetrics(namespace: Namespace): Metrics {
	const {dimension, units} = documented[namespace];
	return new Map(
		Object.entries(units).map(([name, unit]) => [name.toLowerCase(), {name, dimension, unit, periods: [usualPeriod]}]),
	);
}
