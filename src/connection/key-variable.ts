/** POSIX.1-2017, Base Definitions, section 8.1. */
export const keyVariableForm = /^[A-Za-z_]\w*$/;

/** What the clouds' SDKs and tools, other clouds' and proxies read: each may hold a credential. A document can come from somebody else. */
const credentials =
	/^(?:AWS|AMAZON|TENCENTCLOUD|TCCLI|QCLOUD|AZURE|ARM|GOOGLE|GCLOUD|CLOUDSDK|ALICLOUD|ALIBABA_CLOUD|GITHUB|GH|GITLAB|NPM|VAULT|SSH)_|^TENCENT_SECRET_|_PROXY$|(?:^|_)(?:SECRET_(?:ACCESS_)?KEY|SECRET_ID|ACCESS_KEY(?:_ID)?|API_KEY|(?:SESSION|ACCESS|AUTH|BEARER)_TOKEN)$/i;

/**
 * Why a name is not one that a pre-shared key may be read from, or undefined. A variable that other programs keep a credential in is
 * refused: the credential would be sent to the cloud as the key, and stand in the site's files.
 */
export function keyVariableProblem(name: string): string | undefined {
	if (!keyVariableForm.test(name))
		return 'must be the name of an environment variable: letters, digits and underscores';
	return credentials.test(name)
		? `${name} is a name for credentials, and those are never sent as a pre-shared key: name a variable of the key's own, as in OFFICE_VPN_KEY`
		: undefined;
}
