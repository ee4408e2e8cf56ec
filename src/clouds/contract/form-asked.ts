import type {RoutingMode} from '../../connection/document.ts';
import type {CloudGateway, ExistingConnection, SiteGateway} from './cloud.ts';

/*
 * What the questions of a cloud may look at: the answers of the wizard so far, as far as any cloud reads them, and what the account holds. Types only.
 */

/** A value of an option as it is answered: typed numbers and ranges as typed, several choices by their ids. */
export type OptionValue = string | boolean | readonly string[];

type ByName = Readonly<Partial<Record<string, string>>>;

/** What has been answered. It holds no secret. */
export interface FormAnswers {
	readonly region?: string;
	/** By region. */
	readonly gateways: Readonly<Record<string, {readonly kind: string; readonly id?: string}>>;
	/** By region. */
	readonly sites: Readonly<Record<string, {readonly kind: string; readonly id?: string}>>;
	readonly mode?: RoutingMode;
	readonly texts: ByName;
	/** What the user gave or changed. */
	readonly touched: readonly string[];
	readonly choices: ByName;
	/** By place in the document; what is not there is at its standard. */
	readonly options: Readonly<Record<string, OptionValue>>;
}

/** The same, with what was read of the account; undefined is what is not read yet. */
export interface FormAsked {
	readonly answers: FormAnswers;
	/** The chosen one; one that is to be made stands here as it will be. */
	readonly gateway: CloudGateway | undefined;
	readonly site: SiteGateway | undefined;
	readonly connections: readonly ExistingConnection[] | undefined;
}
