import type {ConnectionDocument, ConnectionDraft} from '../../connection/document.ts';
import type {AwsConnection} from './document.ts';

export type AwsDraft = Partial<AwsConnection> & {readonly cloud: 'aws'};

/** Whether a document is one of AWS, and has its members. */
export function isAws(document: ConnectionDocument): document is AwsConnection;
export function isAws(draft: ConnectionDraft): draft is AwsDraft;
export function isAws({cloud}: ConnectionDraft): boolean {
	return cloud === 'aws';
}
