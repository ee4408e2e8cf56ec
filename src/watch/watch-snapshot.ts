import type {CloudErrorInfo, CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';

/** What is known now: the last good answer, its age, and the error since then if there is one. */
export interface WatchSnapshot {
	readonly cloud: CloudId;
	readonly region: string;
	/** The last good answer; kept through errors. */
	readonly connections: readonly ConnectionStatus[];
	/** When the last good answer came, ms since the epoch; undefined before the first. */
	readonly asOf: number | undefined;
	/** When the next poll is due. */
	readonly nextAt: number;
	/** Set while the latest poll failed. */
	readonly error: CloudErrorInfo | undefined;
	readonly polling: boolean;
	/** Why the cloud's own maintenance is not told, where it was asked for. */
	readonly maintenanceUnread?: CloudErrorInfo;
}
