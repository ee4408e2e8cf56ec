import {test} from 'vitest';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

interface Walk {
	readonly cloud: 'AWS' | 'Tencent Cloud';
	readonly region: string;
	readonly gateway: string;
	/** A device that speaks BGP has an ASN; Tencent Cloud's records of devices need none. */
	readonly site?: string;
	readonly mode: string;
	/** The question about ranges or routes that this mode asks. */
	readonly asks: string;
	/** The connection's id, as the cloud gives them. */
	readonly made: RegExp;
	readonly tunnels: number;
}

const aws = {cloud: 'AWS', region: 'eu-central-1', made: /^vpn-[0-9a-f]{8,17}$/, tunnels: 2} as const;
const tencent = {cloud: 'Tencent Cloud', region: 'ap-guangzhou', made: /^vpnx-[a-z0-9]{8}$/, tunnels: 1} as const;

const walks: readonly Walk[] = [
	{...aws, gateway: 'vgw-9a4cacf3', mode: 'BGP', asks: questions.bgp},
	{...aws, gateway: 'vgw-f211f09b', mode: 'Static', asks: questions.staticRoutes},
	{...aws, gateway: 'tgw-0c2d11f0', mode: 'BGP', asks: questions.bgp},
	{...aws, gateway: 'tgw-0c2d11f0', mode: 'Static', asks: questions.staticRoutes},
	{...tencent, gateway: 'vpngw-1w9tue3d', mode: 'SPD policy', asks: questions.pairs},
	{...tencent, gateway: 'vpngw-1w9tue3d', mode: 'Destination route', asks: questions.staticRoutes},
	{...tencent, gateway: 'vpngw-bgp4gz01', site: 'cgw-2wqq41m9', mode: 'BGP', asks: questions.bgp},
	{...tencent, gateway: 'vpngw-ccngz001', mode: 'Destination route', asks: questions.staticRoutes},
	{...tencent, gateway: 'vpngw-ccngz001', site: 'cgw-2wqq41m9', mode: 'BGP', asks: questions.bgp},
];

const up = (text: string) => text.split('\n').filter(line => /^[ ❯]+● .*\bUP\b/.test(line)).length;

for (const {cloud, region, gateway, site, mode, asks, made, tunnels} of walks) {
	test.concurrent(`${cloud}, ${gateway}, ${mode}: from the first screen to UP`, {timeout: 120_000}, async ({
		expect,
		onTestFinished,
	}) => {
		const user = await WizardUser.atHome({columns: 120, rows: 40});
		onTestFinished(user.opened.close);
		user.press('enter');
		await user.at(questions.cloud);
		await user.pick(cloud);
		await user.at(questions.region);
		await user.pick(region);
		await user.at(questions.gateway);
		await user.pick(gateway);
		await user.at(questions.site);
		if (site) await user.pick(site);
		else user.press('enter');
		await user.at(questions.routing);
		await user.pick(mode);
		await user.at(asks);
		await user.enterUntil(questions.security);
		await user.enterUntil(questions.name);
		const review = await user.enterUntil(questions.review);
		expect(review).toContain(gateway);
		user.press('enter');
		await user.at(questions.dryRun);
		const dryRun = await user.at(/checked \d+ · /);
		expect(dryRun).not.toMatch(/refused/);
		user.press('right');
		const confirm = await user.at(questions.confirm);
		expect(confirm).toMatch(/SANDBOX/);
		const name = /Type (\S+) and press/.exec(confirm)?.[1] ?? '';
		user.press('enter', 'enter');
		await user.at(/enter alone/); // holding Enter down stops here
		await user.screen.type(name);
		await user.at('that is its name');
		user.press('enter');
		const created = await user.at(/ is made\. It comes up/, 60_000);
		const id = /(\S+) is made\. It comes up/.exec(created)?.[1] ?? '';
		expect(id).toMatch(made);
		user.press('enter');
		await user.at(text => text.includes(id) && up(text) === tunnels, 60_000);
		await user.screen.type('q');
		const {code, before, after} = await user.end();
		expect(code).toBe(0);
		expect(after).toBe(before);
		expect(await user.screen.state()).toEqual(asItWas);
		expect(user.screen.text()).toContain(id); // what was made stays readable after the wizard is gone
	});
}
