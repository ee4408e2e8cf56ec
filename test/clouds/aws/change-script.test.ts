import {execFileSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {converge, planOn} from './converge.ts';
import {awsDocument} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose who pastes the lines of a plan: both tunnels at once, or the terminal. */

let cloud: Cloud;
let lines: string;
let keys: readonly string[];
withFreshAws(world => {
	({cloud} = world);
});
beforeEach(async () => {
	const document: AwsConnection = awsDocument();
	await converge(cloud, document);
	const wanted = awsDocument({...document, security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}});
	const plan = await planOn(cloud, wanted);
	const changes = plan.actions.filter(({call}) => call === 'ModifyVpnTunnelOptions');
	lines = changes.map(action => cloud.commandLine(action, plan)).join('\n');
	keys = changes.flatMap(({change}) => (change?.interrupts.kind === 'tunnel' ? change.interrupts.tunnel.key : []));
});

/** A stand-in for the tool: what it was asked for, and what it answers for the telemetry of a tunnel. */
const tool = (answers: string) => `
asked=0
sleep() { echo "sleep" ; }
aws() {
	case "$*" in
		*describe-vpn-connections*) ${answers} ;;
		*modify-vpn-tunnel-options*) echo "changed $*" ; : > "$STATE" ;;
	esac
}
`;

/** Runs the lines in a shell, as they would be pasted. @returns what was sent, waited for and said, in order */
function paste(answers: string): readonly string[] {
	const state = path.join(tmpdir(), `tunnelwright-script-${process.pid}`);
	const script = `${tool(answers)}\n${lines}\necho still here`;
	const out = execFileSync('sh', ['-c', `exec 2>&1\n${script}`], {
		env: {...process.env, STATE: state},
		encoding: 'utf8',
	});
	rmSync(state, {force: true});
	return out.trim().split('\n');
}

describe('the lines of a plan that changes both tunnels', () => {
	it('change the other one only once the first is UP since another moment: what AWS shows right after the call is old', () => {
		// the moment stays the old one for the first looks after the call
		const [first, second] = keys;
		const out = paste(
			`case "$*" in *Status\\'*|*.Status*) echo UP ;; *) if [ -e "$STATE" ] && [ "$(wc -l < "$STATE")" -ge 2 ]; then echo new; else [ -e "$STATE" ] && echo look >> "$STATE"; echo old; fi ;; esac`,
		);
		const order = out.map(line =>
			line.startsWith('changed') ? line.match(/--vpn-tunnel-outside-ip-address (\S+)/)?.[1] : line,
		);
		expect(order).toEqual([first, 'sleep', 'sleep', second, ...order.slice(4, -1), 'still here']);
	});

	it('change nothing while the other tunnel is DOWN, say so, and leave the shell open', () => {
		const out = paste('echo DOWN');
		expect(out).toEqual([
			expect.stringContaining('is not UP: nothing is changed'),
			expect.stringContaining('is not UP: nothing is changed'),
			'still here',
		]);
	});
});
