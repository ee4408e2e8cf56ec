import type {Cloud, CloudId, CloudOptions} from '../clouds/contract/cloud.ts';

/** The clouds of a session, as its use cases reach them. */
export interface Clouds {
	/**
	 * One Cloud per id; its SDK is loaded on the first call.
	 * @param region what the work is about, where it is known
	 * @throws UserError, CloudError
	 */
	cloud(id: CloudId, region?: string): Promise<Cloud>;
	/** How a cloud is reached: whose account, with which environment. */
	optionsOf(id: CloudId): CloudOptions;
	/** A text with the commands that it names, each for the account that is used for a cloud now. */
	here(text: string, id: CloudId): string;
}
