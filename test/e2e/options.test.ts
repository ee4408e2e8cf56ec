import {expect, onTestFinished, test} from 'vitest';
import type {CloudId} from '../../src/clouds/contract/cloud.ts';
import type {Option} from '../../src/clouds/contract/option.ts';
import {cloudIds} from '../../src/clouds/registry.ts';
import {optionsOfCloud} from '../../src/wizard/steps/options/option-table.ts';
import {steps} from '../../src/wizard/steps/steps.ts';
import {questions, WizardUser} from './wizard-user.ts';

const optionsQuestion = 'Is anything to be different from the usual';

/** A person among the options: knows where the cursor is from what the screen says of it. */
class OptionsUser {
	readonly seen = new Set<string>();

	private constructor(readonly user: WizardUser) {}

	/** At the options of a connection whose answers so far are the first that can be chosen, but for those given. */
	static async at(cloud: CloudId, gateway: string, mode: string, site?: string): Promise<OptionsUser> {
		const user = await WizardUser.atHome({columns: 120, rows: 40});
		onTestFinished(user.opened.close);
		user.press('enter');
		await user.at(questions.cloud);
		await user.pick(cloud === 'aws' ? 'AWS' : 'Tencent Cloud');
		await user.enterUntil(questions.gateway);
		await user.pick(gateway);
		await user.at(questions.site);
		if (site) await user.pick(site);
		await user.enterUntil(questions.routing);
		await user.pick(mode);
		await user.enterUntil(questions.security);
		await user.enterUntil(optionsQuestion);
		return new OptionsUser(user);
	}

	/** The path of the option under the cursor; '' on the line that goes on; undefined while the screen is half drawn. */
	#here(text: string): string | undefined {
		if (/^ ❯ (Keep these|Go on with)/m.test(text)) return '';
		if (/^ ❯ Tunnel options/m.test(text)) return 'tunnels.apart';
		return /^ +(\S+) · default:/m.exec(text)?.[1];
	}

	async #now(): Promise<string> {
		return this.#here(await this.user.at(text => this.#here(text) !== undefined)) ?? '';
	}

	/** Presses a key and waits for the cursor to stand elsewhere. */
	async #move(key: 'down' | 'home' | 'end'): Promise<string> {
		const before = await this.#now();
		this.user.press(key);
		const isElsewhere = (text: string) => this.#here(text) !== undefined && this.#here(text) !== before;
		const after = this.#here(await this.user.at(isElsewhere)) ?? '';
		this.seen.add(after);
		return after;
	}

	async goTo(path: string): Promise<void> {
		let here = await this.#now();
		if (here === path) return;
		if (here !== '') here = await this.#move('home');
		while (here !== path) here = await this.#move('down');
	}

	/** From the first to the last; `open` opens each and closes it again. */
	async throughAll(open: boolean): Promise<void> {
		let here = await this.#now();
		if (here !== '') here = await this.#move('home');
		const last = await this.#move('end');
		here = await this.#move('home');
		while (here !== last) {
			here = await this.#move('down');
			// one tunnel's options are those of both tunnels, which have been opened then
			if (open && !here.startsWith('tunnels[')) await this.#openAndClose(here);
		}
	}

	#option(path: string): Option {
		const option = cloudIds()
			.flatMap(optionsOfCloud)
			.find(own => own.path === path);
		if (!option) throw new Error(`no option ${path}`);
		return option;
	}

	async #openAndClose(path: string): Promise<void> {
		const isOn = /^ ❯ .* on( |$)/m.test(this.user.screen.text());
		this.user.press('enter');
		if (this.#option(path).kind === 'boolean') {
			const other = isOn ? 'off' : 'on';
			await this.user.at(new RegExp(`^ ❯ .* ${other}( |$)`, 'm'));
			this.user.press('enter');
			await this.user.at(new RegExp(`^ ❯ .* ${isOn ? 'on' : 'off'}( |$)`, 'm'));
		} else {
			await this.user.at(/esc close/);
			this.user.press('escape');
			await this.user.at(/⏎ (change|go on)/);
		}
	}

	/** Opens a choice and takes the one of this title. */
	async choose(path: string, title: string): Promise<void> {
		await this.goTo(path);
		this.user.press('enter');
		await this.user.at(/⏎ take it/);
		this.user.press('home');
		const option = this.#option(path);
		const [first] = option.kind === 'choice' ? option.choices : [];
		const isOn = (text: string, name = title) =>
			text.split('\n').some(line => new RegExp(`❯ [●○] ${name}( |$)`).test(line));
		await this.user.at(text => isOn(text, first?.title ?? first?.id));
		for (let count = 0; count < 20 && !isOn(this.user.screen.text()); count += 1) {
			const before = this.user.screen.text();
			this.user.press('down');
			await this.user.at(text => text !== before);
		}

		this.user.press('enter');
		const isSet = (text: string) =>
			text.split('\n').some(line => line.startsWith(' ❯ ') && line.includes(`  ${title}`));
		await this.user.at(text => /⏎ (change|go on)/.test(text) && isSet(text));
	}

	async type(path: string, value: string): Promise<void> {
		await this.goTo(path);
		this.user.press('enter');
		await this.user.at(/⏎ done/);
		await this.user.screen.type(value);
		await this.user.at(value);
		this.user.press('enter');
		await this.user.at(/⏎ (change|go on)/);
	}

	unseen(cloud: CloudId): readonly string[] {
		return optionsOfCloud(cloud)
			.map(({path}) => path)
			.filter(path => !this.seen.has(path));
	}
}

test('every option of AWS is reached, opened and closed again', {timeout: 120_000}, async () => {
	const options = await OptionsUser.at('aws', 'tgw-0c2d11f0', 'BGP');
	await options.throughAll(false);
	await options.choose('insideIpVersion', 'IPv6');
	await options.choose('outsideAddressType', 'Private IPv4');
	await options.choose('tunnels.apart', 'Each tunnel its own');
	await options.throughAll(true);
	expect(options.unseen('aws')).toEqual([]);
});

test('every option of Tencent Cloud is reached, opened and closed again', {timeout: 120_000}, async () => {
	const options = await OptionsUser.at('tencent', 'vpngw-bgp4gz01', 'BGP', 'cgw-2wqq41m9');
	await options.goTo('healthCheck.enabled');
	options.user.press('enter');
	await options.user.at('Probe from');
	for (const side of ['localIdentity', 'remoteIdentity']) {
		await options.choose(`security.options.${side}.type`, 'Address');
		await options.type(`security.options.${side}.address`, '203.0.113.99');
		await options.choose(`security.options.${side}.type`, 'Name');
		await options.type(`security.options.${side}.name`, 'vpn.example.com');
	}

	await options.throughAll(true);

	// BGP has no priority of its own
	expect(options.unseen('tencent')).toEqual(['routing.priority']);
	const routed = await OptionsUser.at('tencent', 'vpngw-1w9tue3d', 'Destination route', 'cgw-qa9sxpy7');
	await routed.choose('routing.priority', 'Standby');
});

test('what is changed is warned of in its place and stands in the review; what is refused is not passed', {
	timeout: 90_000,
}, async () => {
	const options = await OptionsUser.at('aws', 'tgw-0c2d11f0', 'BGP');
	const {user} = options;
	await options.choose('keyStorage', 'Secrets Manager');
	await options.goTo('security.options.phase2Integrity');
	user.press('enter');
	await user.at(/❯ \[ \] SHA1/);
	await user.screen.type(' ');
	await user.at(/SHA-1 is allowed in phase 2/);
	user.press('enter');
	await options.type('security.options.phase2LifetimeSeconds', '1800');
	await options.choose('outsideAddressType', 'Private IPv4');
	user.press('right');
	await user.at(/✖ Private outside addresses need a transport attachment/);
	await options.choose('outsideAddressType', 'Public IPv4');
	user.press('right');
	await user.at(questions.name);
	await user.enterUntil(questions.review);
	for (const line of [/strong, changed/, /Key storage: Secrets Manager/, /Phase 2 lifetime: 1800 s/])
		await user.at(line);
});

test('a new gateway, its VPC and every field of a new site are asked', {timeout: 90_000}, async () => {
	const user = await WizardUser.atHome({columns: 120, rows: 40});
	onTestFinished(user.opened.close);
	user.press('enter');
	await user.at(questions.cloud);
	await user.pick('AWS');
	await user.enterUntil(questions.gateway);
	await user.pick('+ create a virtual private gateway');
	await user.at('Which VPC does the new gateway belong to');
	await user.screen.type('analytics');
	await user.at(/❯ vpc-\S+ +analytics/);
	user.press('enter');
	await user.at('What is the new gateway called');
	await user.screen.type('new-edge\t64999');
	await user.at('64999');
	user.press('enter');
	await user.at(questions.site);
	await user.pick('+ describe a new one');
	await user.at(questions.siteNew);
	await user.screen.type('\t\t\t');
	await user.at(/❯ Device name/);
	await user.screen.type('fw-7');
	user.press('enter');
	await user.at(/❯ Certificate/);
	await user.enterUntil(questions.review);
	await user.at(/new-edge · ASN 64999/);
	await user.at(/device fw-7/);
	user.press('enter');
	await user.at(/checked \d+ · 1 to look at/, 30_000);
	await user.at(/attach virtual private gate.*allowed/);
});

test('every step of the wizard is in these walks or in those of each mode', () => {
	const asked = steps.map(({id}) => id);
	const here = ['gateway-vpc', 'gateway-new', 'site-new', 'options'];
	const inWalks = ['cloud', 'region', 'gateway', 'site', 'routing', 'pairs', 'routes', 'security', 'name'];
	expect([...here, ...inWalks].sort()).toEqual([...asked].sort());
});
