/* What a cloud says of connections that stand, as data. Types only. */
import type {RoutingMode} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';
import type {Maintenance} from './change.ts';
import type {GatewayTrouble} from './sight.ts';

export type TunnelState = 'UP' | 'DOWN' | 'UNKNOWN';

export interface TunnelStatus {
	/** Joins the cloud's answers: the outside address at AWS, the connection's id at Tencent Cloud and where a tunnel has no address yet. */
	readonly key: string;
	readonly outsideAddress?: string;
	readonly siteAddress?: string;
	readonly insideCidr?: string;
	readonly state: TunnelState;
	/** As the cloud spells it: `UP`, `UNAVAILABLE`, … */
	readonly raw: string;
	/** When the cloud says the state last changed, ms since the epoch. */
	readonly since?: number;
	/** The cloud's own words: `IPSEC IS DOWN`, `5 BGP ROUTES`. Untrusted text. */
	readonly message: string;
	readonly acceptedRoutes?: number;
	/** What the cloud's own probe inside the tunnel says, where one is set: another thing than the tunnel's state. */
	readonly probe?: 'answered' | 'unanswered';
	/** The cloud's own maintenance, where it was asked for. */
	readonly maintenance?: Maintenance;
	/** A reason and what to do, in the user's words. */
	readonly hint?: string;
	/** How sure the hint is; left out: possible. `why` knows more: a hint is never surer than what it tells from the state alone. */
	readonly hintSureness?: Sureness;
}

/** How sure a cause is. proved: only this cause looks so. likely: it speaks for this, and for little else. possible: it fits. */
export type Sureness = 'proved' | 'likely' | 'possible';

export interface ConnectionStatus {
	readonly cloud: CloudId;
	readonly region: string;
	readonly id: string;
	readonly name: string;
	/** As the cloud spells it. */
	readonly state: string;
	/** settled: nothing more will change by itself; working: wait; gone: deleted or failed. */
	readonly phase: 'working' | 'settled' | 'gone';
	readonly routing: RoutingMode;
	readonly cloudGatewayId?: string;
	readonly siteGatewayId?: string;
	readonly tunnels: readonly TunnelStatus[];
	/** What its gateway says that stops all traffic, whatever the tunnels say; left out where nothing is, and where nobody knows. Up to five minutes old, or as old as `Cloud.gatewayReading` says. */
	readonly gatewayTroubles?: readonly GatewayTrouble[];
	/** The connection's own tags, where the list call tells them. Untrusted text. */
	readonly tags?: Readonly<Record<string, string>>;
}
