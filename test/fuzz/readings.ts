import type {Cloud, Facts} from '../../src/clouds/contract/cloud.ts';
import {connectionDocument} from '../../src/clouds/document/documents.ts';
import {readBack} from '../../src/clouds/engine/read-back.ts';
import {statusJson, statusText} from '../../src/commands/status-text.ts';
import {Secret} from '../../src/connection/secret.ts';
import type {Device, DeviceMaker} from '../../src/handover/devices/device.ts';
import {allDevices, ownDevices} from '../../src/handover/devices/registry.ts';
import {planReport} from '../../src/handover/report/report.ts';
import {readDeviceSide, readDevices} from '../../src/session/devices.ts';
import {planDocument} from '../../src/session/plan.ts';
import {declaredIn, linesWriter, standingLines} from '../handover/formats/written-code.ts';
import {refuseStrangeLines} from './file-grammar.ts';

/** Where and about what a cloud is read. */
export interface Reading {
	readonly cloud: Cloud;
	readonly region: string;
	readonly vpcId: string;
	readonly connection: string;
	readonly document: unknown;
	/** What a good reading of the account gives for the document. */
	readonly good: Facts;
	readonly signal: AbortSignal;
}

/**
 * All that is read of a cloud, as the wizard and the commands read it, with what is made of it. What comes back is drawn: it must hold
 * no escape sequence.
 */
export const readings: Readonly<Record<string, (about: Reading) => Promise<unknown>>> = {
	identity: ({cloud, signal}) => cloud.identity(signal),
	regions: ({cloud, signal}) => cloud.regions(signal),
	gateways: ({cloud, region, signal}) => cloud.cloudGateways(region, signal),
	sites: ({cloud, region, signal}) => cloud.siteGateways(region, signal),
	connections: ({cloud, region, signal}) => cloud.connections(region, signal),
	vpcs: async ({cloud, region, signal}) => cloud.vpcs?.(region, signal),
	routeTables: ({cloud, region, vpcId, signal}) => cloud.routeTables(region, vpcId, signal),
	async plan({cloud, document, signal}) {
		const {plan, refusals} = await planDocument(cloud, connectionDocument.parse(document), signal);
		if (!plan) return refusals;
		const lines = plan.actions.map(action => cloud.commandLine(action, plan));
		const reports = (['text', 'markdown', 'json'] as const).map(format =>
			planReport({plan, checks: [], commandLines: lines}, format),
		);
		return [plan.notes, plan.actions.map(({title, detail}) => [title, detail]), lines, reports];
	},
	async preflight({cloud, document, signal}) {
		const asked = connectionDocument.parse(document);
		const {plan, facts} = await planDocument(cloud, asked, signal);
		if (!plan) return [];
		const secrets = new Map(cloud.secretsOf(asked).map(({name}) => [name, cloud.generatePresharedKey()]));
		const checks = [];
		for await (const check of cloud.preflight(plan, facts, secrets, signal)) checks.push(check);
		return checks;
	},
	async find({cloud, good, document, signal}) {
		const plan = cloud.plan(connectionDocument.parse(document), good);
		const context = {plan, secrets: new Map(), results: new Map(), signal, runId: '20261125T120000-0a1b2c3d'};
		const found = [];
		for (const action of plan.actions) {
			found.push(await cloud.standing(action, context));
			found.push(await cloud.find(action, context));
		}

		return found;
	},
	async status({cloud, region, connection, signal}) {
		const all = await cloud.status(region, undefined, signal);
		const own = await cloud.status(region, [connection], signal);
		return [...all, ...own].map(status => [status, statusText(status), JSON.stringify(statusJson(status))]);
	},
	sight: async ({cloud, region, connection, signal}) => cloud.sight?.(region, connection, signal),
	async traffic({cloud, region, connection, signal}) {
		// the same span for all: what was asked once is answered from memory
		const to = Math.floor(Date.now() / 3_600_000) * 3_600_000;
		return cloud.traffic?.(region, connection, {from: to - 3_600_000, to}, signal);
	},
	tunnelLog: async ({cloud, region, connection, signal}) => cloud.tunnelLog?.(region, connection, 0, signal),
	async readBack({cloud, region, connection, signal}) {
		const {document, leftOut, assumed} = await readBack(cloud, region, connection, signal);
		connectionDocument.parse(document);
		const format = 'terraform';
		const code = declaredIn(format, {document, standing: {id: connection, leftOut: leftOut.map(({field}) => field)}});
		const lines = await standingLines(
			linesWriter(cloud.id),
			cloud,
			{document, standing: {id: connection, leftOut: []}},
			signal,
		);
		return [leftOut, assumed, [...(code ?? []), ...lines].map(({content}) => content.replaceAll('\t', ' '))];
	},
	async device({cloud, region, connection, signal}) {
		const side = await readDeviceSide(only(cloud), {cloud: cloud.id, region, id: connection}, signal);
		const made = [];
		for (const device of ownDevices())
			made.push(await filesOf(device, {cloud, side, site: {}}, signal).then(texts, refused));
		return [side, made];
	},
	async sample({cloud, region, connection, signal}) {
		const kinds = await readDevices(only(cloud), {cloud: cloud.id, region}, signal);
		const side = await readDeviceSide(only(cloud), {cloud: cloud.id, region, id: connection}, signal);
		const sample = allDevices(kinds)[ownDevices().length];
		return [kinds, sample && texts(await filesOf(sample, {cloud, side, site: {}}, signal))];
	},
	standingRoutes: async ({cloud, region, connection, signal}) => cloud.standingRoutes?.(region, connection, signal),
};

const only = (cloud: Cloud) => ({cloud: async () => cloud});
const filesOf = async (device: Device, ...made: Parameters<DeviceMaker['make']>) => (await device.load()).make(...made);

/** Files go to the disk and into an editor: tabs and carriage returns are fine there. */
function texts(files: Awaited<ReturnType<typeof filesOf>>): readonly string[] {
	return files.map(({name, content}) => {
		const text = content instanceof Secret ? content.reveal() : content;
		refuseStrangeLines(name, text);
		return text.replace(/[\t\r]/g, ' ');
	});
}

/** A device that does not speak what the cloud allows is told so; what else went wrong is looked at outside. */
function refused(error: unknown): readonly string[] {
	if (error instanceof Error && error.name === 'UserError') return [error.message];
	throw error;
}
