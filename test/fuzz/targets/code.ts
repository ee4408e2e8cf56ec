import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {parse} from '@cdktn/hcl2json';
import fc from 'fast-check';
import type {Cloud, Facts} from '../../../src/clouds/contract/cloud.ts';
import {parseDocument} from '../../../src/clouds/document/schema-errors.ts';
import {moduleOf} from '../../../src/clouds/registry.ts';
import type {ConnectionDocument} from '../../../src/connection/document.ts';
import {planReport} from '../../../src/handover/report/report.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {planDocument} from '../../../src/session/plan.ts';
import {declaredIn, linesWriter} from '../../handover/formats/written-code.ts';
import {allowed} from '../allowed.ts';
import {textsOf} from '../corpus.ts';
import {goodDocuments} from '../documents.ts';
import {hostilePieces, hostileText, refuseSteering} from '../hostile-text.ts';
import {Scratch} from '../scratch.ts';
import {target} from '../target.ts';

const run = promisify(execFile);

/** Where a document holds free text. */
const text = fc.oneof(
	{weight: 3, arbitrary: hostileText},
	{weight: 2, arbitrary: fc.constantFrom(...hostilePieces)},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'$(touch owned)',
			"'; touch owned; '",
			'`touch owned`',
			'"; touch owned #',
			'\\',
			"\\'",
			'$PRESHARED_KEY_1',
			'"$PRESHARED_KEY_1"',
			'\n touch owned\n',
			'\u00000\u0000',
			'\\u00000\\u0000',
		),
	},
);

/** Code that others run: Terraform, CloudFormation and a shell read it as we meant it, whatever a name holds. */
export async function codeTarget() {
	const scratch = new Scratch();
	const sandbox = await startSandbox({port: 0, speed: 1000});
	const clouds: Readonly<Record<string, Cloud>> = {
		aws: await moduleOf('aws').open({env: sandbox.env, sandbox: true}),
		tencent: await moduleOf('tencent').open({env: sandbox.env, sandbox: true}),
	};
	const known = await plannable(clouds);
	return target({
		name: 'code',
		what: 'Terraform, CloudFormation and lines for a shell from hostile names and tags',
		input: fc.record({
			document: fc.nat(known.length - 1),
			name: text,
			siteName: text,
			deviceName: text,
			tags: fc.array(fc.tuple(text, text), {maxLength: 2}),
			shell: fc.nat(5),
		}),
		corpus: new Map([...textsOf('code')].map(([file, json]) => [file, JSON.parse(json)])),
		async check({document: index, name, siteName, deviceName, tags, shell}) {
			const own = known[index] ?? known[0];
			if (!own) throw new Error('no document has a plan');
			const good = own.document;
			const site =
				good.site.kind === 'new'
					? {...good.site, name: siteName, ...(good.cloud === 'aws' ? {deviceName} : {})}
					: good.site;
			const {document} = parseDocument({...good, name, site, tags: Object.fromEntries(tags)});
			if (!document) return;
			for (const {name: file, content} of (await allowed(() => declaredIn('terraform', {document}))) ?? []) {
				refuseSteering(content.replaceAll('\t', ' '), file);
				await refuseOtherHcl(content, document);
			}

			if (document.cloud === 'aws')
				for (const {content} of (await allowed(() => declaredIn('cloudformation', {document}))) ?? []) {
					refuseSteering(content, 'template.json');
					const strings = textsIn(JSON.parse(content));
					for (const value of Object.values(document.tags ?? {}))
						if (!strings.has(value)) throw new Error(`a tag is not in the template as it is: ${JSON.stringify(value)}`);
				}

			const cloud = clouds[document.cloud];
			if (!cloud) throw new Error(`${document.cloud} is no cloud of this target`);
			const plan = cloud.plan(document, own.facts);
			const files = (await allowed(() => linesWriter(cloud.id).files(plan, cloud, undefined))) ?? [];
			const lines = plan.actions.map(action => cloud.commandLine(action, plan));
			for (const format of ['text', 'markdown', 'json'] as const)
				refuseSteering(planReport({plan, checks: [], commandLines: lines}, format), `a report (${format})`);
			const [script, ...inputs] = files;
			for (const {content} of inputs) JSON.parse(content);
			if (!script) return;
			refuseSteering(script.content.replaceAll('\t', ' '), 'the lines');
			// a shell takes a while: one in six
			if (shell === 0) await runScript(scratch, script.content, document);
		},
		async close() {
			scratch.close();
			for (const cloud of Object.values(clouds)) cloud.close();
			await sandbox.close();
		},
	});
}

async function plannable(clouds: Readonly<Record<string, Cloud>>) {
	const known: {readonly document: ConnectionDocument; readonly facts: Facts}[] = [];
	for (const json of goodDocuments) {
		const {document} = parseDocument(json);
		if (!document) continue;
		const cloud = clouds[document.cloud];
		if (!cloud) continue;
		const {refusals, facts} = await planDocument(cloud, document, AbortSignal.timeout(20_000));
		if (refusals.length === 0) known.push({document, facts});
	}

	return known;
}

/** HashiCorp's own parser must find each tag's value as one text: no template, no block that we did not write. */
async function refuseOtherHcl(content: string, document: ConnectionDocument): Promise<void> {
	const parsed = (await parse('main.tf', content)) as Readonly<Record<string, unknown>>;
	const blocks = Object.keys(parsed).filter(
		name => !['terraform', 'provider', 'variable', 'resource', 'output', 'import', 'locals', 'data'].includes(name),
	);
	if (blocks.length > 0) throw new Error(`blocks that are not ours: ${blocks.join()}`);
	const strings = new Set([...textsIn(parsed)].map(unescaped));
	for (const value of Object.values(document.tags ?? {}))
		if (!strings.has(value.normalize('NFC')))
			throw new Error(`a tag is not in the code as it is: ${JSON.stringify(value)} in ${content}`);
}

/** The parser leaves the doubled template signs as they are; of texts Terraform knows only the composed form (cty, NFC). */
function unescaped(value: string): string {
	return value.replace(/([$%])\1\{/g, '$1{').normalize('NFC');
}

function textsIn(value: unknown): ReadonlySet<string> {
	const found = new Set<string>();
	const walk = (node: unknown): void => {
		if (typeof node === 'string') found.add(node);
		else if (typeof node === 'object' && node !== null) for (const member of Object.values(node)) walk(member);
	};
	walk(value);
	return found;
}

/** Runs the lines with stand-ins for the clouds' tools: what they are given is what was asked, and nothing else is run. */
async function runScript(scratch: Scratch, script: string, document: ConnectionDocument): Promise<void> {
	// the stand-ins answer with an id and show their arguments; a key that gets into a tag would be seen there. Nothing is waited for
	const tools = `seen() { printf '%s\\000' "$@" >>"$SEEN"; case "$*" in */dev/stdin*) cat >>"$SEEN"; printf '\\000' >>"$SEEN" ;; esac; }
aws() { seen "$@"; echo id-1; }
tccli() { seen "$@"
case "$2" in CreateCustomerGateway) echo '"cgw-1"' ;; CreateVpnConnection) echo '"vpnx-1"' ;; *) echo '"AVAILABLE"' ;; esac; }
seq() { echo 1; }
sleep() { :; }
`;
	scratch.holds({'lines.sh': tools + script, seen: ''});
	const env = {
		PATH: '/usr/bin:/bin',
		SEEN: join(scratch.home, 'seen'),
		PRESHARED_KEY_1: 'key-one',
		PRESHARED_KEY_2: 'key-two',
		PRESHARED_KEY: 'key-one',
		FIRST_KEY: 'key-one',
		// tccli's lines leave these to whoever runs them
		SITE_GATEWAY_ID: 'cgw-1',
		CONNECTION_ID: 'vpnx-1',
	};
	await run('sh', ['lines.sh'], {cwd: scratch.home, env, timeout: 10_000}).catch(error => {
		throw new Error(
			`the lines break: ${String(error instanceof Error && 'stderr' in error ? error.stderr : error)}\n${script}`,
		);
	});
	if (existsSync(join(scratch.home, 'owned'))) throw new Error(`a name was run as a command:\n${script}`);
	const {readFileSync} = await import('node:fs');
	const seen = readFileSync(join(scratch.home, 'seen'), 'utf8');
	const given = `${seen} ${[...textsIn(safeJson(seen))].join('\u0000')}`;
	for (const value of Object.values(document.tags ?? {}))
		if (!given.includes(value) && !given.includes(JSON.stringify(value).slice(1, -1)))
			throw new Error(`a tag does not reach the tool as it is: ${JSON.stringify(value)}\n${script}`);
}

function safeJson(seen: string): unknown {
	return seen.split('\u0000').map(part => {
		try {
			return JSON.parse(part);
		} catch {
			return part;
		}
	});
}
