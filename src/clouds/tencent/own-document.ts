import type {ConnectionDocument, ConnectionDraft} from '../../connection/document.ts';
import type {TencentConnection} from './document.ts';

export type TencentDraft = Partial<TencentConnection> & {readonly cloud: 'tencent'};

/** Whether a document is one of Tencent Cloud, and has its members. */
export function isTencent(document: ConnectionDocument): document is TencentConnection;
export function isTencent(draft: ConnectionDraft): draft is TencentDraft;
export function isTencent({cloud}: ConnectionDraft): boolean {
	return cloud === 'tencent';
}
