import type {Step} from '../../../connection/steps-page.ts';
import {type LinuxChange, sizesOf} from '../../linux/change.ts';
import type {ChangedTunnel} from '../tunnel-change.ts';
import {childName, swanctlPart} from './swanctl-conf.ts';

/**
 * One tunnel alone on strongSwan. A file in conf.d for its key, and one for its connection: each comes after that of the whole connection, whose
 * sections of the same name it takes the place of. What is not changed is loaded again as it was, and keeps its associations.
 * Source: strongSwan documentation, "swanctl" (`--load-creds`, `--load-conns`, `--uninstall`) and "swanctl.conf".
 */
export const change: LinuxChange = {
	files: changed => [
		{
			name: fileName(changed),
			content: swanctlPart(changed),
			what:
				changed.what === 'key'
					? `the key of tunnel ${changed.number}, and no other`
					: `tunnel ${changed.number} without its key, and no other`,
		},
	],
	// without its trap no packet asks for it anew
	shut: changed => [
		...forEachChild(changed, child => `swanctl --uninstall --child ${child}`),
		`swanctl --terminate --ike ${changed.tunnel.name} --force --timeout 5`,
	],
	load,
	check: ({tunnel, number}) => [
		{
			says: `Every child of tunnel ${number} is INSTALLED.`,
			lines: [`swanctl --list-sas --ike ${tunnel.name}`],
		},
	],
	notes: changed => [
		`\`${installed(changed)}\` counts from now on, beside the file of the whole connection: where that is installed anew or taken back, it is removed with it. A page of steps that is older than this does not name it: remove it by hand then.`,
	],
};

function load(changed: ChangedTunnel): readonly Step[] {
	const {side, tunnel, what} = changed;
	const whole = `/etc/swanctl/conf.d/${side.id}.conf`;
	const section = what === 'key' ? `'/^[ #]*ike-${tunnel.name} {/,/^[ #]*}/d'` : `'/^  ${tunnel.name} {/,/^  }/d'`;
	return [
		{
			says: 'Put the file in place, and take what it replaces out of the file of the whole connection, which stays as it is for the rest. The second line does nothing where that was done before.',
			lines: [`install -m 600 ${fileName(changed)} ${installed(changed)}`, `sed -i ${section} ${whole}`],
		},
		what === 'key'
			? {
					says: 'Load the key and end the tunnel: it asks with the new key when it begins.',
					lines: [
						'swanctl --load-creds --noprompt',
						`swanctl --terminate --ike ${tunnel.name} --force --timeout 5`,
						...forEachChild(changed, child => `swanctl --install --child ${child}`),
					],
				}
			: {
					says: 'End the tunnel and load it anew. It ends with "successfully loaded"; a syntax error would unload every connection of the device, so look.',
					lines: [
						`swanctl --terminate --ike ${tunnel.name} --force --timeout 5`,
						'swanctl --load-conns',
						...forEachChild(changed, child => `swanctl --install --child ${child}`),
					],
				},
		{
			says: 'Start it, until it is up. While the cloud changes its end, which takes minutes, it refuses: that is what the line waits for.',
			lines: [`timeout 900 sh -c '${untilUp(changed)}'`],
		},
		...(what === 'security' ? sizesOf(changed) : []),
	];
}

/** What begins by itself meanwhile, by its trap or its start action, is not begun a second time: it would stand twice. */
function untilUp(changed: ChangedTunnel): string {
	const {name, pairs} = changed.tunnel;
	const list = `swanctl --list-sas --ike ${name}`;
	const initiate = forEachChild(
		changed,
		child => `${list} | grep -q " ${child}: .* INSTALLED" || swanctl --initiate --child ${child} --timeout 20`,
	).join('; ');
	return `until sleep 3; [ "$(${list} | grep -c INSTALLED)" -ge ${pairs.length} ]; do ${initiate}; done; true`;
}

function forEachChild({tunnel}: ChangedTunnel, line: (child: string) => string): readonly string[] {
	const {pairs} = tunnel;
	if (pairs.length === 1) return [line(childName(tunnel, 0))];
	const numbered = childName(tunnel, 0).replace(/1$/, '$number');
	return [`for number in $(seq ${pairs.length}); do ${line(numbered)}; done`];
}

function fileName({number, what}: ChangedTunnel): string {
	return `swanctl-tunnel-${number}-${what}.conf`;
}

/** After `ID.conf` in the order of names, in which they are read. */
function installed({side, number, what}: ChangedTunnel): string {
	return `/etc/swanctl/conf.d/${side.id}.tunnel-${number}-${what}.conf`;
}
