import {join} from 'node:path';
import {setTimeout as after} from 'node:timers/promises';
import type {Event, Kind} from './kinds.ts';
import {gatewayOf, insideOf, type LaidDown, layDown, linesOf} from './lay-down.ts';
import {Machine} from './machine.ts';

export interface Device {
	readonly release: 'bookworm' | 'trixie';
	readonly daemon: 'strongswan' | 'libreswan';
}

/** Says what was seen, or not. */
export type Tell = (isSo: boolean, what: string) => void;

/**
 * A connection on a device of its own: set up by the lines of STEPS.md, rebooted twice, and then what may happen to its tunnels.
 * @param images the folder of the roots
 */
export async function tryBoot(kind: Kind, device: Device, images: string, folder: string, tell: Tell): Promise<void> {
	const laid = await layDown(kind, device.daemon, folder);
	const wire = (end: string, mac: string) => [
		...['-netdev', `stream,id=wan,${end},addr.type=unix,addr.path=${join(folder, 'wire')}`],
		...['-device', `virtio-net-pci,netdev=wan,romfile=,mac=${mac}`],
		...['-netdev', 'hubport,id=lan,hubid=1', '-device', 'virtio-net-pci,netdev=lan,romfile=,mac=52:54:00:00:00:33'],
	];
	const quiet =
		'apparmor=0 systemd.mask=frr.service systemd.mask=strongswan.service systemd.mask=systemd-networkd-wait-online.service';
	const cloud = new Machine(
		'cloud',
		folder,
		join(images, 'bookworm-strongswan'),
		laid.cloudDisk,
		wire('server=on', '52:54:00:00:00:11'),
		quiet,
	);
	await after(1000);
	const image = join(images, `${device.release}-${device.daemon}`);
	const site = new Machine('site', folder, image, laid.siteDisk, wire('server=off', '52:54:00:00:00:22'));
	try {
		await new Trial({kind, device, laid, cloud, site, tell}).play();
	} catch (error) {
		tell(false, error instanceof Error ? error.message : String(error));
		tell(false, site.console().slice(-1500));
	} finally {
		site.close();
		cloud.close();
	}
}

interface Stage {
	readonly kind: Kind;
	readonly device: Device;
	readonly laid: LaidDown;
	readonly cloud: Machine;
	readonly site: Machine;
	readonly tell: Tell;
}

class Trial {
	readonly #stage: Stage;

	constructor(stage: Stage) {
		this.#stage = stage;
	}

	async play(): Promise<void> {
		const {kind, laid, cloud, site, tell} = this.#stage;
		await Promise.all([this.#startCloud(), this.#startSite()]);
		for (const block of linesOf(laid.steps, 'Apply')) {
			const {code, text} = await site.run(`cd /root/site\nset -e\n${block}`);
			if (code !== 0) tell(false, `${block.trim()}\n${text}`);
		}

		tell(true, 'the lines of STEPS.md went through');
		const verified = await site.run(
			`systemd-analyze verify --man=no multi-user.target tunnelwright-${laid.id}.service`,
		);
		tell(
			!/cycle/.test(verified.text),
			`systemd-analyze verify finds no ring${/cycle/.test(verified.text) ? `: ${verified.text}` : ''}`,
		);
		await this.#isWhole('set up');
		for (const times of ['once', 'twice']) {
			await site.reboot();
			const cycle = await site.run("journalctl -b --no-pager | grep -i 'ordering cycle\\|to break'");
			tell(cycle.text === '', `rebooted ${times}: nothing was left out of the boot${cycle.text}`);
			await this.#isWhole(`rebooted ${times}`);
		}

		for (const event of kind.events) await this.#events[event]();
		const clear = Number((await cloud.run('. /lab/cloud.sh; clear_packets')).text);
		tell(clear === 0, `packets for ${kind.cloud.range} that left unencrypted in all of this: ${clear}`);
		await this.#takenBack();
	}

	async #startCloud(): Promise<void> {
		const {kind, laid, cloud} = this.#stage;
		await cloud.booted();
		const ends = laid.ends.map((end, index) => {
			const inside = insideOf(end);
			const lines = [
				`end_of_cloud ${index} ${end.outside} ${inside ? `${inside.cloud}/${kind.hasIpv6 ? 128 : 32}` : ''}`,
			];
			if (kind.isBgp && inside) lines.push(`start_bgp ${index} ${inside.cloud} ${inside.site}`);
			return lines.join('\n');
		});
		const {code, text} = await cloud.run(`. /lab/cloud.sh\nset -e\nrouter\n${ends.join('\n')}`);
		if (code !== 0) throw new Error(`the cloud's ends do not run: ${text}`);
	}

	/** A site with a public address and a network of its own, before anybody hands it anything. */
	async #startSite(): Promise<void> {
		const {kind, laid, site} = this.#stage;
		const address = laid.ends[0]?.site ?? '';
		// it waits for a network meanwhile
		await site.hears();
		const {code, text} = await site.run(`set -e
cat >/etc/systemd/network/10-wan.network <<END
[Match]
Name=eth0
[Network]
Address=${address}/24
Gateway=${gatewayOf(address)}
Address=2001:db8:1::2/64
Gateway=2001:db8:1::1
END
cat >/etc/systemd/network/20-lan.network <<END
[Match]
Name=eth1
[Network]
ConfigureWithoutCarrier=yes
${kind.site.map(each => `Address=${each}`).join('\n')}
END
systemctl restart systemd-networkd
${kind.withoutFrr ? 'systemctl disable --now frr.service' : ''}
cp -r /lab /root/site`);
		if (code !== 0) throw new Error(`the site does not start: ${text}`);
		await site.booted();
	}

	/** Waits until a command goes well. */
	async #within(seconds: number, command: string): Promise<boolean> {
		const {code} = await this.#stage.site.run(
			`left=${seconds}\nuntil ${command}; do left=$((left - 1)); [ $left -gt 0 ] || exit 1; sleep 1; done`,
			(seconds + 240) * 1000,
		);
		return code === 0;
	}

	/** Everything that the connection is for, as it is seen from the site. */
	async #isWhole(when: string): Promise<void> {
		const {kind, device, laid, site, tell} = this.#stage;
		const units = [
			`tunnelwright-${laid.id}`,
			device.daemon === 'strongswan' ? 'strongswan' : 'ipsec',
			...(kind.isBgp ? ['frr'] : []),
		];
		const associations =
			device.daemon === 'strongswan'
				? 'swanctl --list-sas | grep -c INSTALLED'
				: "ipsec trafficstatus | grep -c 'type=ESP'";
		const seen: (readonly [string, string])[] = [
			[`${units.join(', ')} run`, `systemctl is-active ${units.join(' ')} >/dev/null`],
			[`${kind.associations} associations`, `[ "$(${associations})" -eq ${kind.associations} ]`],
			...linesOf(laid.steps, 'Check')
				.flatMap(block => block.split('\n'))
				.filter(line => /^ping -c 3 [\da-f.:]+$/.test(line))
				.map(line => [`${line} answers`, `${line} >/dev/null`] as const),
			...(kind.isBgp
				? [
						[
							`BGP is established over ${laid.ends.length}`,
							`[ "$(vtysh -c 'show bgp ${kind.hasIpv6 ? 'ipv6' : 'ipv4'} unicast summary json' | grep -c '"state":"Established"')" -eq ${laid.ends.length} ]`,
						] as const,
					]
				: []),
			...kind.site.flatMap(host => kind.cloud.hosts.map(to => [`${host} reaches ${to}`, pings(host, to)] as const)),
		];
		const missed: string[] = [];
		for (const [what, command] of seen) if (!(await this.#within(60, command))) missed.push(what);
		tell(
			missed.length === 0,
			`${when}: ${missed.length === 0 ? seen.map(([what]) => what).join('; ') : `not ${missed.join('; not ')}`}`,
		);
		if (missed.length === 0) return;
		const story = await site.run(
			`ip -br link; ip route; ip -6 route; ip xfrm state list nokeys | grep -A1 ^src; journalctl -b --no-pager -u tunnelwright-${laid.id} -u strongswan -u ipsec | tail -n 40; ${device.daemon === 'strongswan' ? 'swanctl --list-sas' : 'ipsec status | tail -n 30'}; vtysh -c 'show bgp summary'`,
		);
		tell(false, story.text);
	}

	readonly #events: Readonly<Record<Event, () => Promise<void>>> = {
		'endpoint 1 stays dead': async () => {
			const {kind, laid, cloud, tell} = this.#stage;
			const gap = await this.#longestGap(async () => {
				await cloud.run(`. /lab/cloud.sh; cut ${laid.ends[0]?.outside}`);
			}, 75);
			tell(
				gap <= (kind.isBgp ? 35 : 30),
				`endpoint 1 is cut off and stays so: ${gap} s without traffic, then tunnel 2`,
			);
			await cloud.run('. /lab/cloud.sh; mend');
			await this.#isWhole('endpoint 1 is there again');
		},
		'the cloud loses all': async () => {
			const {cloud, tell, laid} = this.#stage;
			const gap = await this.#longestGap(async () => {
				await cloud.run('. /lab/cloud.sh; lose_all c0 /lab/cloud0.conf');
			}, 75);
			tell(
				gap <= 35,
				`the cloud’s end${laid.ends.length > 1 ? ' 1' : ''} loses all its state, and is back in 3 s: ${gap} s without traffic`,
			);
			await this.#isWhole('after that');
		},
		'no tunnel at all': async () => {
			const {kind, laid, device, cloud, site, tell} = this.#stage;
			const daemon = device.daemon === 'strongswan' ? 'strongswan' : 'ipsec';
			const ask = kind.cloud.hosts.map(to => `ping -c 3 -W 1 ${to}; ${pings(kind.site[0] ?? '', to)}`).join('\n');
			const clear = async () => Number((await cloud.run('. /lab/cloud.sh; clear_packets')).text);
			for (const end of laid.ends) await cloud.run(`. /lab/cloud.sh; cut ${end.outside}`);
			await site.run(ask);
			if (kind.isBgp)
				tell(
					await this.#within(60, `! ip ${kind.hasIpv6 ? '-6' : ''} route show proto bgp | grep -q .`),
					'both ends are cut off: BGP’s routes are gone',
				);
			else await after(40_000);
			await site.run(ask);
			await site.run(`systemctl stop ${daemon}`);
			await after(4000);
			await site.run(ask);
			const seen = await clear();
			tell(seen === 0, `no tunnel, then no ${daemon}: ${seen} packets left unencrypted`);
			await site.run(`systemctl start ${daemon}`);
			await cloud.run('. /lab/cloud.sh; mend');
			await this.#isWhole('the tunnels are back');
		},
	};

	/** Seconds between two answers, at most, while something happens. */
	async #longestGap(happens: () => Promise<void>, seconds: number): Promise<number> {
		const {kind, site} = this.#stage;
		const from = (kind.site[0] ?? '').replace(/\/.*/, '');
		await site.run(`(ping -n -D -i 0.25 -I ${from} ${kind.cloud.hosts[0]} >/run/answers 2>&1 & echo $! >/run/asking)`);
		await after(3000);
		await happens();
		await after(seconds * 1000);
		const {text} = await site.run('kill -INT $(cat /run/asking); sleep 1; date +%s.%N; cat /run/answers');
		const now = Number(/^(\d+\.\d+)$/m.exec(text)?.[1]);
		const times = [...text.matchAll(/^\[(\d+\.\d+)\] \d+ bytes from/gm)].map(([, time]) => Number(time));
		const gaps = [...times, now].map((time, index, all) => (index === 0 ? 0 : time - (all[index - 1] ?? time)));
		return Math.round(Math.max(...gaps) * 10) / 10;
	}

	async #takenBack(): Promise<void> {
		const {kind, laid, cloud, site, tell} = this.#stage;
		for (const block of linesOf(laid.steps, 'Take back')) {
			const {code, text} = await site.run(`set -e\n${block}`);
			if (code !== 0) tell(false, `${block.trim()}\n${text}`);
		}

		const left = await site.run(
			`ip -br link | grep ipsec; ip route show type blackhole; ip -6 route show type blackhole; nft list tables | grep tunnelwright; ls /etc/tunnelwright /etc/systemd/system | grep '${laid.id}'; ip xfrm state list nokeys | grep ^src`,
		);
		// the proof that the router would have seen them
		await site.run(`ping -c 3 -W 1 ${kind.cloud.hosts[0]}`);
		const {text: clear} = await cloud.run('. /lab/cloud.sh; clear_packets');
		tell(
			Number(clear) > 0,
			`now that nothing holds them back, packets for ${kind.cloud.range} leave unencrypted: ${clear}`,
		);
		tell(left.text === '', `the lines that take it back leave nothing${left.text === '' ? '' : `: ${left.text}`}`);
	}
}

function pings(from: string, to: string): string {
	return `ping -c 1 -W 2 -I ${from.replace(/\/.*/, '')} ${to} >/dev/null`;
}
