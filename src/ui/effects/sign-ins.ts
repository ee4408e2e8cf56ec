import type {CloudId} from '../../clouds/contract/cloud.ts';
import {type SignIn, signInOf} from '../../clouds/sign-in/sign-in.ts';
import type {WizardEvent} from '../../wizard/core/event.ts';
import type {Session} from '../session.ts';

/** What the first screen says of each cloud's credentials, and the regions that lists begin at: read from the files of the clouds' tools. */
export async function readSignIns(
	session: Pick<Session, 'optionsOf'>,
): Promise<Extract<WizardEvent, {type: 'signed-in'}>> {
	const [aws, tencent] = await Promise.all(
		(['aws', 'tencent'] as const).map((id: CloudId) => signInOf(id, session.optionsOf(id))),
	);
	return {
		type: 'signed-in',
		signIns: {...(aws ? {aws} : {}), ...(tencent ? {tencent} : {})},
		credentials: {aws: wordsOf(aws), tencent: wordsOf(tencent)},
		regions: {aws: regionOf(aws), tencent: regionOf(tencent)},
	};
}

function wordsOf(signIn: SignIn | undefined): string {
	if (signIn?.problem !== undefined) return `${signIn.problem} · ${signIn.mend ?? ''}`;
	return [signIn?.keyHint, signIn?.source && `from ${signIn.source}`].filter(Boolean).join(' ');
}

function regionOf(signIn: SignIn | undefined): string | undefined {
	return signIn?.region && signIn.region.from !== 'nothing names one' ? signIn.region.id : undefined;
}
