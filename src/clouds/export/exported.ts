import type {SiteGateway, StandingRoute} from '../../connection/inventory.ts';

/** What stands already of the connection that is exported, so that code takes it over in place of making it again. */
export interface Standing {
	readonly id: string;
	/** Set where it bears no name of its own: the document's is then made up, and code must not put it on. */
	readonly isUnnamed?: true;
	/** Its customer gateway, as far as the account shows it. */
	readonly site?: SiteGateway;
	/** The outside address of the cloud's gateway, where it is known. */
	readonly cloudAddress?: string;
	/** Its static routes, as far as they have a name to be taken over by. */
	readonly routes?: readonly StandingRoute[];
	/** What could not be read back into the document. */
	readonly leftOut: readonly string[];
}

/** A file of an export. It holds no key. */
export interface ExportedFile {
	readonly name: string;
	readonly content: string;
}
