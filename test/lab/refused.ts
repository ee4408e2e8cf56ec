import {join} from 'node:path';
import {Charon} from '../../src/sandbox/lab/charon.ts';
import {addRoute} from '../../src/sandbox/lab/wire.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {tencentEnds} from './cloud-side.ts';
import {siteLan, tencentStatic} from './documents.ts';
import {handOver} from './handed-over.ts';
import {seen} from './reason.ts';
import {Topology} from './topology.ts';

/*
 * An endpoint that is still being set up refuses (NO_PROPOSAL_CHOSEN). strongSwan's `start` gives up for good then, whatever keyingtries says;
 * the trap begins anew with the next packet. Traps are the kernel's: policies that ask for an SA. This one may have no ESP, so the IKE SA that
 * stands is what is looked at.
 */

const cloudHost = '10.66.7.1';

/** Each takes two seconds, for nobody answers. The trap catches the first one; then it depends on how busy the machine is. */
const packetsWithTrap = 40;
const packetsWithout = 4;

/**
 * @param start what stands in the site's file after start_action; by itself what the file says
 * @returns whether the site came back @throws Error when things did not come that far
 */
export async function comesBackAfterRefusal(sandbox: Sandbox, start?: 'start'): Promise<boolean> {
	const handed = await handOver(sandbox, tencentStatic(), {key: 'Lab.key_0123456789', options: ['--nat', 'no']});
	const ends = await tencentEnds(sandbox.env, handed.id);
	const topology = await Topology.lay(ends);
	const {namespace} = topology.site;
	const charon = new Charon(join(topology.folder, 'kernel'), namespace, 'in the kernel');
	const site = {...topology.site, charon};
	const stage = {site, clouds: topology.clouds};
	try {
		const [cloud] = topology.clouds;
		await cloud?.charon.start();
		await charon.start();
		await topology.address(site, `${siteLan.host}/24`);
		await addRoute(namespace, '10.66.0.0/16', 'dev', 'wan0');
		// The kernel that the lab runs on may have no XFRM interfaces; without them the policies see every packet.
		const swanctl = handed.read('swanctl.conf').replaceAll(/^\s*if_id_(in|out) = .*\n/gm, '');
		await charon.load(start === undefined ? swanctl : swanctl.replace(/start_action = .*/, `start_action = ${start}`));
		await seen(() => /NO_PROPOSAL_CHOSEN/.test(charon.log()), 'the refusal in the site’s log', stage);
		await seen(async () => (await charon.swanctl('--list-sas')).text === '', 'the end of the first try', stage);
		await cloud?.charon.load(ends[0]?.configuration ?? '');
		const packets = start === undefined ? packetsWithTrap : packetsWithout;
		for (let packet = 0; packet < packets; packet += 1) {
			await topology.pings(site, siteLan.host, cloudHost);
			if (/ESTABLISHED/.test((await charon.swanctl('--list-sas')).text)) return true;
		}

		return false;
	} finally {
		await charon.stop();
		await topology.close();
		handed.remove();
	}
}
