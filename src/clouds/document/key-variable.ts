import {cloudModules} from '../registry.ts';

/** POSIX.1-2017, Base Definitions, section 8.1. */
export const keyVariableForm = /^[A-Za-z_]\w*$/;

/** What other clouds' SDKs and tools and proxies read, beside the clouds' own: each may hold a credential. A document can come from somebody else. */
const credentials =
	/^(?:AZURE|ARM|GOOGLE|GCLOUD|CLOUDSDK|ALICLOUD|ALIBABA_CLOUD|GITHUB|GH|GITLAB|NPM|VAULT|SSH)_|_PROXY$|(?:^|_)(?:SECRET_(?:ACCESS_)?KEY|SECRET_ID|ACCESS_KEY(?:_ID)?|API_KEY|(?:SESSION|ACCESS|AUTH|BEARER)_TOKEN)$/i;

/** Of other clouds, services and databases, or by what such names end in. A name that speaks of a VPN's key is none of them. */
const otherCredentials = [
	/^(?:ALIBABA|ALIYUN|HUAWEI(?:CLOUD)?|VOLC(?:ENGINE)?|GCP|OCI|IBMCLOUD|DIGITALOCEAN|CLOUDFLARE|HCLOUD|LINODE|VULTR|OVH|SCW|OS|DOCKER|KUBE|PYPI|TWINE|CARGO|SLACK|STRIPE|TWILIO|SENDGRID|OPENAI|ANTHROPIC|HEROKU|VERCEL|SENTRY|JWT|SMTP|LDAP)_(?:\w+_)?(?:KEYS?|SECRETS?|TOKEN|PASS(?:WORD)?|PWD|AUTH|CREDENTIALS?)$/i,
	/^(?:PASS|PASSWORD|PASSWD|PASSPHRASE|PGPASSWORD|SSHPASS|REDISCLI_AUTH|SECRET|CREDENTIALS?)$/i,
	/(?:^|_)(?:ROOT|ADMIN|SUDO|DB|DATABASE|PG|POSTGRES(?:QL)?|MYSQL|MARIADB|REDIS|MONGO(?:DB)?|RABBITMQ)_(?:\w+_)?(?:PASS(?:WORD)?|PWD|URL|URI|DSN)$/i,
	/(?:^|_)(?:\w*TOKEN|APIKEY|CLIENT_SECRET|APP_SECRET|PRIVATE_KEY|SIGNING_KEY|CONNECTION_STRING|CREDENTIALS)$/i,
];
const ofVpn = /(?:^|_)(?:PSK|VPN|IPSEC|IKE|TUNNEL|PRE_?SHARED)\d*(?:_|$)/i;

/** What a system, a shell and a terminal set for every program. Source: POSIX.1-2017, section 8.3; environ(7); XDG Base Directory; Windows. */
const systems = new RegExp(
	`^(?:${[
		'_|HOME|PATH|PWD|OLDPWD|SHELL|SHLVL|USER|USERNAME|LOGNAME|UID|EUID|GROUPS|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|MAIL|MANPATH|INFOPATH|IFS|PS[0-4]',
		'LANG|LANGUAGE|LC_\\w+|TZ|TERM|TERM_\\w+|TERMINFO|COLORTERM|COLUMNS|LINES|LS_COLORS|LESS\\w*|NO_COLOR|FORCE_COLOR|EDITOR|VISUAL|PAGER|BROWSER',
		'DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_\\w+|DBUS_\\w+|DESKTOP_SESSION|WINDOWID|INVOCATION_ID|JOURNAL_STREAM|TMUX|TMUX_PANE|STY|TMPDIR|TMP|TEMP',
		'SSH_\\w+|SUDO_\\w+|GPG_\\w+|LD_\\w+|DYLD_\\w+|NODE|NODE_\\w+|npm_\\w+|CI|TUNNELWRIGHT_HOME',
		'APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES|USERPROFILE|USERDOMAIN|COMPUTERNAME|HOMEDRIVE|HOMEPATH|SYSTEMDRIVE|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|OS',
	].join('|')})$`,
	'i',
);
const ownName = "name a variable of the key's own, as in OFFICE_VPN_KEY";

/**
 * Why a name is not one that a pre-shared key may be read from, or undefined. A variable that other programs keep a credential in is
 * refused: the credential would be sent to the cloud as the key, and stand in the site's files. So is one that the system sets: anybody can guess it.
 */
export function keyVariableProblem(name: string): string | undefined {
	if (!keyVariableForm.test(name))
		return 'must be the name of an environment variable: letters, digits and underscores';
	const isClouds = cloudModules().some(({variables}) => variables.test(name));
	if (isClouds || credentials.test(name) || (!ofVpn.test(name) && otherCredentials.some(form => form.test(name))))
		return `${name} is a name for credentials, and those are never sent as a pre-shared key: ${ownName}`;
	return systems.test(name)
		? `${name} is set by the system, and anybody can guess what it holds: ${ownName}`
		: undefined;
}

/** Names that passwords and addresses of other things often stand under, though they may be a key's own. */
const doubtful = /(?:^|_)(?:PASS(?:WORD|WD)?|PWD|LOGIN|AUTH|COOKIE|URL|URI|DSN)$/i;

/** Whether the name of a variable speaks of something else than a VPN's key: worth a look, and no reason to refuse it. */
export function isDoubtfulKeyVariable(name: string): boolean {
	return doubtful.test(name) && !ofVpn.test(name);
}
