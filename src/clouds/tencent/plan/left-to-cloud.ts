import type {NotCompared, Settings} from '../../contract/comparison.ts';
import {healthCheckStandards} from '../placed-options.ts';
import {laterFields} from './compare.ts';

/**
 * What the document leaves to Tencent Cloud and stands as something: it may be anything. What a health check is by itself needs no word; the
 * API's own algorithms do, since they are weak and have changed over time. Pure.
 * @param asked what the document comes to
 */
export function leftToCloud(asked: Settings, standing: Settings, state: string): readonly NotCompared[] {
	return Object.entries(standing).flatMap(([field, was]) => {
		const isTold = field === 'tags' || field === 'ranges' || field.startsWith('tags.') || Object.hasOwn(asked, field);
		if (isTold || !isInForce(field, asked, standing) || (laterFields.has(field) && state !== 'AVAILABLE')) return [];
		if (Object.hasOwn(healthCheckStandards, field) && String(healthCheckStandards[field]) === was) return [];
		return [{field, why: `it stands as ${was}, and the document leaves it to Tencent Cloud`, read: true}];
	});
}

/** Whether a value does anything: those of what is off, of another kind of identity or of another routing may stand all the same. */
function isInForce(field: string, asked: Settings, standing: Settings): boolean {
	const [group = '', member = ''] = field.split(/\.(?=[^.]+$)/);
	if (group.endsWith('Identity') && member !== 'type')
		return asked[`${group}.type`] === (member === 'name' ? 'FQDN' : 'ADDRESS');
	if (group === 'routing') return asked['routing.mode'] === 'Bgp';
	const isSwitched = group === 'dpd' || group === 'healthCheck';
	return !isSwitched || [asked, standing].every(each => each[`${group}.enabled`] === 'on');
}
