import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';

/* What a user would lose: the hours of a second connection that nobody wanted, made because the ASN of the site was corrected. */

it('the wizard’s dry run refuses a second connection of the name that stands, and says how it differs', async () => {
	const sandbox = await startSandbox({speed: 2000});
	const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	const events: WizardEvent[] = [];
	let heard = () => {};
	const env = {...sandbox.env, HOME: home, TUNNELWRIGHT_HOME: home};
	const runtime = new Runtime({sandbox: false, env}, {write: () => {}, leave: () => {}}, event => {
		events.push(event);
		heard();
	});
	const until = (effect: Effect, isEnd: (event: WizardEvent) => boolean) =>
		new Promise<void>(resolve => {
			heard = () => {
				const last = events.at(-1);
				if (last && isEnd(last)) resolve();
			};
			runtime.run(effect);
		});
	const dryRun = async (draft: ConnectionDraft) => {
		events.length = 0;
		const effect = {type: 'preflight', request: 1, draft, keys: {}, generated: {}} as const;
		await until(effect, ({type}) => /^preflight-(done|failed)$/.test(type));
		return events.flatMap(event => (event.type === 'check-done' ? [event.check] : []));
	};
	try {
		const {document} = parseDocument(JSON.parse(readFileSync('examples/aws-vgw-bgp.json', 'utf8')));
		if (document?.cloud !== 'aws' || document.site.kind !== 'new') throw new Error('the example is another');
		expect((await dryRun(document)).filter(({result}) => result === 'refuse')).toEqual([]);
		const planned = events.find(event => event.type === 'planned');
		if (!planned) throw new Error('nothing was planned');
		const {plan, secrets} = planned;
		await until(
			{type: 'run', request: 2, plan, secrets, account: undefined},
			event => event.type === 'run' && event.event.type === 'finished',
		);
		const changed = {...document, site: {...document.site, asn: 64_999}};
		expect((await dryRun(changed)).filter(({result}) => result === 'refuse')).toEqual([
			expect.objectContaining({
				id: 'rule:aws.connection.same-name',
				field: 'name',
				title: expect.stringMatching(/^vpn-[0-9a-f]+ .*stands already: ASN \d+, not 64999\. .*billed$/),
				mend: expect.stringContaining('another name'),
			}),
		]);
	} finally {
		await runtime.close();
		await sandbox.close();
		rmSync(home, {recursive: true, force: true});
	}
});
