import type {ConnectionDocument, ConnectionDraft} from '../../connection/document.ts';
import type {AwsConnection} from './document.ts';

export type AwsDraft = Partial<AwsConnection> & {readonly cloud: 'aws'};

/** Whether a document is one of AWS, and has its members. */
export function isAws(document: ConnectionDocument): document is AwsConnection;
export function isAws(draft: ConnectionDraft): draft is AwsDraft;
export function isAws({cloud}: ConnectionDraft): boolean {
	return cloud === 'aws';
}

/** What a draft of AWS has in any case, and what goes together in its document but is answered one by one. Other clouds' drafts are left alone. */
export function completeDraft(
	draft: ConnectionDraft,
	before: ConnectionDraft | undefined,
	options: Readonly<Record<string, unknown>>,
): void {
	if (!isAws(draft)) return;
	draft.routeTables ??= [];
	// a document may say that nothing narrows the traffic: that is no pair of ranges
	const isOpen = before?.ranges?.length === 0 && !Object.keys(options).some(path => path.startsWith('ranges'));
	if (isOpen) draft.ranges = [];
	const ipv6: Partial<NonNullable<typeof draft.ipv6Ranges>> | undefined = draft.ipv6Ranges;
	if (ipv6) draft.ipv6Ranges = {cloudSide: ipv6.cloudSide ?? '::/0', siteSide: ipv6.siteSide ?? '::/0'};
}
