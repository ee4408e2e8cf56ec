import type {ConnectionDocument} from '../../connection/document.ts';
import type {ExistingConnection} from '../../connection/inventory.ts';
import type {Step} from '../../connection/steps-page.ts';
import type {Cloud, Plan} from '../contract/cloud.ts';
import type {ExportedFile, Standing} from './exported.ts';
import type {Block} from './hcl.ts';

/** A form of code that a connection can be written in. It is light: what writes is loaded when it is to write. */
export interface CodeFormat {
	/** For `--format`. */
	readonly id: string;
	/** For people, in a list. */
	readonly title: string;
	/** The file that is read first. */
	readonly file: string;
	/** Set where it says what is to be done, which takes a plan, and so the account; else a document is enough. */
	readonly readsAccount?: true;
	/** Another tool that takes the same files. */
	readonly alsoFor?: string;
	readonly load: () => Promise<CodeWriter>;
}

/** Writes the connections of one cloud in one format. */
export type CodeWriter = {
	/** What to do with the files of a connection that stands. */
	steps(connection: {readonly id: string; readonly region: string}, files: readonly ExportedFile[]): readonly Step[];
} & (
	| {
			/** It says what is to be there: a document is enough. */
			readonly needs: 'document';
			/** Pure. @throws UserError for what the format can't say */
			files(document: ConnectionDocument, standing: Standing | undefined): readonly ExportedFile[];
	  }
	| {
			/** It says what is to be done: that takes the plan, and the plan the account. */
			readonly needs: 'plan';
			/** Whether there is no plan without the cloud's gateway. */
			readonly needsGateway: boolean;
			/** Pure. @throws UserError for what the format can't say */
			files(plan: Plan, cloud: Cloud, standing: Standing | undefined): readonly ExportedFile[];
	  }
);

/** A cloud's resources in Terraform's language. */
export interface TerraformExporter {
	/** The main file: what stands above it, and its blocks. Pure. @throws UserError for what the provider can't make */
	main(
		document: ConnectionDocument,
		standing: Standing | undefined,
	): {readonly comment: readonly string[]; readonly blocks: readonly Block[]};
	/** The provider's block for a region, by lines. */
	provider(region: string): readonly string[];
}

/** What a cloud adds to a document of a connection that stands, so that code which takes it over changes nothing of it. */
export type OwnAddresses = (
	document: ConnectionDocument,
	cloud: Cloud,
	standing: {readonly id: string; readonly connection: ExistingConnection | undefined},
	signal: AbortSignal,
) => Promise<ConnectionDocument>;

/** How a cloud's connections become code. Light. */
export interface CloudExporters {
	/** Formats that are this cloud's alone. */
	readonly formats: readonly CodeFormat[];
	readonly terraform?: () => Promise<TerraformExporter>;
	/**
	 * Members of the API's request, or the ends of their names, that a document for another connection leaves out, and code that takes
	 * this one over leaves as they are.
	 */
	readonly keptAsTheyAre: readonly string[];
	/** Set where connections have addresses of their own that reading back leaves out. */
	readonly ownAddresses?: () => Promise<OwnAddresses>;
}
