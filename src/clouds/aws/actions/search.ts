import type {Tag} from '@aws-sdk/client-ec2';
import type {ActionResult, RunContext} from '../../contract/cloud.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {nameOf, runTag, word} from '../wire/tags.ts';

/** One action's search for what it would make: what carries this run's tag is the run's own, what matches otherwise was there before. */
export class Search {
	readonly context: RunContext;
	readonly reach: AwsReach;
	readonly #actionId: string;

	constructor(clients: AwsClients, context: RunContext, actionId: string) {
		this.context = context;
		this.reach = {clients, region: context.plan.region, signal: context.signal};
		this.#actionId = actionId;
	}

	/** Whether this run's journal knows that its call went out. */
	get wasSent(): boolean {
		return this.context.sent?.has(this.#actionId) ?? false;
	}

	isOwn(tags: readonly Tag[] | undefined): boolean {
		return tags?.some(({Key, Value}) => Key === runTag && Value === this.context.runId) ?? false;
	}

	/** Of something with tags. */
	result(id: string | undefined, tags: readonly Tag[] | undefined, state: string | undefined): ActionResult {
		const existed = !this.isOwn(tags);
		const maker = tags?.find(({Key}) => Key === runTag)?.Value;
		const whose = maker ? `made by run ${word(maker)}` : nameOf(tags) ? `named "${nameOf(tags)}"` : '';
		const detail = [word(id), word(state)].filter(Boolean).join(', ');
		return {id: word(id), existed, detail, ...(existed && whose ? {whose} : {})};
	}

	/** Of a route or an attachment, which carry no tag: they are the run's own where its journal knows that it sent them. */
	done(detail: string): ActionResult {
		return {id: '', existed: !this.wasSent, detail};
	}
}

/** Whether something is gone or going. */
export function isGoing({State}: {readonly State?: string | undefined}): boolean {
	return /^delet/.test(State ?? '');
}

/** An id that looks like one of EC2's and names nothing. */
export function madeUpId(prefix: string): string {
	return `${prefix}-0123456789abcdef0`;
}
