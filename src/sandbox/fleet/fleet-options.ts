/** A fleet of connections in the place of the usual inventory, over accounts of both clouds. */
export interface FleetOptions {
	/** Connections in all, up to 10,000: one at Tencent Cloud is one tunnel, one at AWS is two. */
	readonly connections: number;
	/** Over how many regions of both clouds, up to 40; or which. 40. */
	readonly regions?: number | readonly string[];
	/** How many accounts there are of each cloud, up to 5. 1. */
	readonly accounts?: number;
}
