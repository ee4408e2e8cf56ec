import type {Clouds} from '../../session/open-session.ts';
import {namedRegion, readSignIns, type SignIn} from '../../session/sign-in.ts';
import type {WizardEvent} from '../../wizard/core/event.ts';

/** What the first screen says of each cloud's credentials, and the regions that lists begin at. */
export async function signedIn(clouds: Pick<Clouds, 'optionsOf'>): Promise<Extract<WizardEvent, {type: 'signed-in'}>> {
	const signIns = await readSignIns(clouds);
	const of = <Value>(part: (signIn: SignIn) => Value) =>
		Object.fromEntries(signIns.map(signIn => [signIn.cloud, part(signIn)]));
	return {type: 'signed-in', signIns: of(signIn => signIn), credentials: of(wordsOf), regions: of(namedRegion)};
}

function wordsOf(signIn: SignIn): string {
	if (signIn.problem !== undefined) return `${signIn.problem} · ${signIn.mend ?? ''}`;
	return [signIn.keyHint, signIn.source && `from ${signIn.source}`].filter(Boolean).join(' ');
}
