import type {Said} from './charon-attempts.ts';
import type {Told} from './line.ts';

/*
 * Lines of charon that tell what the device is set to, against what the cloud has. Seen from charon 5.9.8 at its default log level.
 */

const authenticates = /authentication of '([^']{1,256})' \(myself\) with pre-shared key/;
const loaded = /loaded IKE shared key with id '[^']{0,256}' for: ('[^']{1,256}'(?:, '[^']{1,256}'){0,20})/;
const begins = /initiating (?:(Main|Aggressive) Mode )?IKE_SA\b/;

/** What a line says that the cloud does not expect; undefined where it is as it should be, or is none of these. */
export function comparedLine(text: string, told: Told): Said | undefined {
	const own = authenticates.exec(text)?.[1];
	if (own !== undefined)
		return own === told.siteIdentity.value ? undefined : {row: 'own identity', points: {'wrong-identity': 0.95}};
	const ids = loaded.exec(text)?.[1];
	if (ids !== undefined) return keyFor(ids, told);
	const found = begins.exec(text);
	return found ? begun(found[1], told) : undefined;
}

/** A key for the cloud that is kept for another identity of the site than the cloud expects. */
function keyFor(ids: string, {siteIdentity, cloudIdentity}: Told): Said | undefined {
	const named = ids.split(', ').map(id => id.slice(1, -1));
	if (named.length < 2 || !named.includes(cloudIdentity.value) || named.includes(siteIdentity.value)) return undefined;
	return {row: 'key’s identities', points: {'wrong-identity': 0.3}};
}

function begun(mode: string | undefined, {ikeVersions, aggressive}: Told): Said | undefined {
	const version = mode === undefined ? 2 : 1;
	if (ikeVersions.length > 0 && !ikeVersions.includes(version)) return {row: 'version', points: {'ike-version': 0.9}};
	if (version === 2 || aggressive === (mode === 'Aggressive')) return undefined;
	return {row: 'mode', points: {'aggressive-mode': 0.9}};
}
