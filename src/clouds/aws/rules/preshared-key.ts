import type {ConnectionDocument, KeySource} from '../../../connection/document.ts';
import type {Secret} from '../../../connection/secret.ts';
import {freshKey, unfitInKey} from '../../contract/key-form.ts';
import type {KeyRule} from '../../contract/key-rule.ts';
import {keyNames} from '../actions/connection-request.ts';
import {isAws} from '../own-document.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
const keyForm = {allowed: /[A-Za-z0-9._]/, words: 'letters, digits, periods and underscores'};

/**
 * Why AWS would not take a key, or undefined. The key itself is never repeated.
 * Source: EC2 API, VpnTunnelOptionsSpecification, PreSharedKey: 8 to 64 letters, digits, periods and underscores, not beginning with 0.
 */
export function checkPresharedKey(key: Secret): string | undefined {
	const value = key.reveal();
	if (value === '') return 'The key is empty';
	const unfit = unfitInKey(value, keyForm);
	if (unfit) return unfit;
	if (value.length < 8) return `A key has at least 8 characters; this one has ${value.length}`;
	if (value.length > 64) return `A key has at most 64 characters; this one has ${value.length}`;
	return value.startsWith('0') ? 'A key does not begin with 0' : undefined;
}

/** What a key is held to, told as the rules are. */
export const keyRule: KeyRule = {
	id: 'aws.key.form',
	cloud: 'aws',
	field: 'tunnels[].presharedKey',
	says: 'A pre-shared key has 8 to 64 letters, digits, periods and underscores, and does not begin with 0.',
	mend: 'Give another key, or let AWS make it',
	source: 'Amazon EC2 API Reference, VpnTunnelOptionsSpecification, PreSharedKey',
	check: checkPresharedKey,
};

/** It begins with a letter: some devices stumble over a leading period or digit. */
export function generatePresharedKey(): Secret {
	return freshKey(alphabet, 52);
}

/** The keys that must be known before the run. AWS makes the others itself. */
export function secretsOf(
	document: ConnectionDocument,
): readonly {readonly name: string; readonly field: string; readonly source: KeySource}[] {
	if (!isAws(document)) return [];
	return document.tunnels.flatMap(({presharedKey}, index) =>
		presharedKey.from === 'generated'
			? []
			: [{name: keyNames[index] ?? '', field: `tunnels[${index}].presharedKey`, source: presharedKey}],
	);
}
