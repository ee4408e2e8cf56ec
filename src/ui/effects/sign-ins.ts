import type {Clouds} from '../../session/clouds.ts';
import {namedRegion, readSignIns, type SignIn} from '../../session/sign-in.ts';
import type {WizardEvent} from '../../wizard/core/event.ts';

/** What the first screen says of each cloud's credentials, and the regions that lists begin at. */
export async function signedIn(clouds: Pick<Clouds, 'optionsOf'>): Promise<Extract<WizardEvent, {type: 'signed-in'}>> {
	const signIns = await readSignIns(clouds);
	const [aws, tencent] = (['aws', 'tencent'] as const).map(id => signIns.find(({cloud}) => cloud === id));
	return {
		type: 'signed-in',
		signIns: {...(aws ? {aws} : {}), ...(tencent ? {tencent} : {})},
		credentials: {aws: wordsOf(aws), tencent: wordsOf(tencent)},
		regions: {aws: aws && namedRegion(aws), tencent: tencent && namedRegion(tencent)},
	};
}

function wordsOf(signIn: SignIn | undefined): string {
	if (signIn?.problem !== undefined) return `${signIn.problem} · ${signIn.mend ?? ''}`;
	return [signIn?.keyHint, signIn?.source && `from ${signIn.source}`].filter(Boolean).join(' ');
}
