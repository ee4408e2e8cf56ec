import type {Cloud, Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {differenceText} from '../clouds/contract/comparison.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import type {RunEvent} from '../run/run-event.ts';
import {planDocument} from './plan.ts';

/**
 * A run's events, with what of a connection that was changed is not as it was asked for, as one more look says: a call may have taken along what nobody
 * asked for, and a document asks for all of it. What a run has just made is not looked for: a cloud may take a while to list it.
 */
export async function* withUnlike<Event extends {readonly type: string}>(
	events: AsyncIterable<Event | RunEvent>,
	cloud: Cloud,
	plan: Plan,
	signal: AbortSignal,
): AsyncGenerator<Event | RunEvent, void, undefined> {
	for await (const event of events) {
		if (!isFinished(event) || !plan.exists || !event.changed?.length) {
			yield event;
			continue;
		}

		const unlike = await unlikeNow(cloud, plan, plan.exists.id, signal);
		yield unlike.length > 0 ? {...event, unlike} : event;
	}
}

function isFinished(event: {readonly type: string}): event is Extract<RunEvent, {type: 'finished'}> {
	return event.type === 'finished';
}

async function unlikeNow(cloud: Cloud, plan: Plan, id: string, signal: AbortSignal): Promise<readonly string[]> {
	const {document, converge, deed} = plan;
	try {
		const again = await planDocument(cloud, document, signal, {...converge, connectionId: id});
		if (again.refused) return [`it could not be compared afterwards: ${again.refused.error.message}`];
		if (!again.plan.exists || !again.plan.comparison) return [`${id} is not there any more`];
		// the document was read before: that keys go into the cloud's own store on the way was asked for beside it
		const moves = deed?.kind === 'renew-keys' && deed.keptByCloud === true;
		return again.plan.comparison.differences
			.filter(({field}) => !(moves && field === 'keyStorage'))
			.map(differenceText);
	} catch (error) {
		// it was asked for by its id
		if (error instanceof UserError && error.exit === exitCode.cloud) return [`${id} is not there any more`];
		if (!(error instanceof CloudError)) throw error;
		const why = error.info.kind === 'aborted' ? 'it was stopped' : error.message;
		return [`it could not be compared afterwards: ${why}`];
	}
}
