import type {ConnectionDocument, ConnectionDraft, KeySource} from '../../../src/connection/document.ts';

/** A document of the third cloud: one key, and how often its end asks whether the device is there. */
export interface ThirdConnection extends ConnectionDocument {
	cloud: 'third';
	presharedKey: KeySource;
	heartbeatSeconds: number;
}

export function isThird(document: ConnectionDocument): document is ThirdConnection;
export function isThird(draft: ConnectionDraft): draft is Partial<ThirdConnection> & {cloud: 'third'};
export function isThird({cloud}: ConnectionDraft): boolean {
	return cloud === 'third';
}
